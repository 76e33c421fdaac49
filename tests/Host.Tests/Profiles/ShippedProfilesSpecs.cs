using Mul.Host.Profiles;
using Mul.Host.Workloads;

namespace Mul.Host.Tests.Profiles;

public sealed class ShippedProfilesSpecs
{
    public static IEnumerable<object[]> Names => ShippedProfiles.Names.Select(name => new object[] { name });

    // A profile whose hypothesis is a trap says so in its opening comment, and must then show one.
    [Theory]
    [MemberData(nameof(Names))]
    public void A_shipped_profile_is_clean_unless_its_hypothesis_is_the_trap(string name)
    {
        var source = ProfileLoader.Read(name);

        var examination = ProfileExamination.Of(source, FakeWorkload.All, wanted: null, cores: 2);

        var isTrap = source.Text.Contains("--strict refuses it", StringComparison.Ordinal);
        Assert.Empty(examination.Refusals);
        Assert.Equal(isTrap, examination.Findings.Any());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_workload_runs_under_every_shipped_profile(string name)
    {
        foreach (var workload in FakeWorkload.All)
        {
            var examination = ProfileExamination.Of(ProfileLoader.Read(name), FakeWorkload.All, workload, cores: 2);

            Assert.Empty(examination.RefusalsOfRun);
            Assert.Equal(["downloaders", "crunchers", "idlers"], examination.Pools.Select(pool => pool.Pool));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_shipped_profile_opens_with_its_hypothesis_and_what_differs(string name)
    {
        var lines = ProfileLoader.Read(name).Text.Split('\n');

        Assert.StartsWith("# Hypothesis: ", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines.TakeWhile(line => line.StartsWith('#')), line => line.StartsWith("# Differs from default in: ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_trap_is_one_line_with_its_place_and_a_remedy() => Assert.Equal(
        "hocon/ignored.hocon:13: dispatcher on the router's own path /crunchers is ignored: neither the router nor its routees get it. "
        + "Write pool-dispatcher = cpu-dispatcher, or \"/crunchers/*\" { dispatcher = cpu-dispatcher }.",
        ProfileExamination.Of(ProfileLoader.Read("ignored"), FakeWorkload.All, FakeWorkload.Crunch, cores: 2).Findings.Single().ToString());

    [Fact]
    public void A_pool_opens_connections_if_its_workload_says_so() => Assert.Equal(
        ["downloaders"],
        ProfileExamination.Of(ProfileLoader.Read("default"), WorkloadCatalog.All, wanted: null, cores: 2).Pools.Where(pool => pool.OpensConnections).Select(pool => pool.Pool));

    // Worked out by hand from the files, for two cores.
    [Theory]
    [InlineData("default", "downloaders", "2, up to 16", "16", "2", 16)]
    [InlineData("sequential", "crunchers", "1", "1", "1", 1)]
    [InlineData("threads", "downloaders", "5", "5", "2", 5)]
    [InlineData("async", "downloaders", "2, up to 100", "100", "2", 100)]
    [InlineData("parallel", "crunchers", "2", "64", "2", 2)]
    [InlineData("fork-join", "downloaders", "2, up to 8", "8", "2", 8)]
    [InlineData("channel", "downloaders", "1, up to 4", "16", "1, up to 2", 4)]
    [InlineData("pinned", "downloaders", "100", "100", "2", 100)]
    [InlineData("one-thread", "idlers", "1", "8", "1", 1)]
    [InlineData("resizer", "downloaders", "2, up to 100", "2, up to 100", "2", 100)]
    [InlineData("ignored", "crunchers", "2, up to 8", "8", "2", 2)]
    public void What_a_pool_allows_is_stated(string name, string pool, string blocking, string async, string cpu, int configured)
    {
        var plan = ProfileExamination.Of(ProfileLoader.Read(name), FakeWorkload.All, wanted: null, cores: 2).Pools.Single(plan => plan.Pool == pool);

        var concurrency = plan.ConcurrencyOn(2);
        Assert.Equal(blocking, concurrency.Blocking.ToString());
        Assert.Equal(async, concurrency.Async.ToString());
        Assert.Equal(cpu, concurrency.Cpu.ToString());
        Assert.Equal(configured, plan.ConfiguredConcurrency);
    }
}
