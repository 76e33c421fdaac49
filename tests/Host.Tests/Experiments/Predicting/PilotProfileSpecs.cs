using Mul.Host.Experiments.Predicting;
using Mul.Host.Profiles;
using Mul.Host.Profiles.Facts;
using Mul.Host.Profiles.Plans;
using Mul.Host.Tests.Profiles;
using Mul.Host.Workloads;

namespace Mul.Host.Tests.Experiments.Predicting;

public sealed class PilotProfileSpecs
{
    private const string Theirs = """
        shop { urls = ["a", "b"], motto = "say \"yes\"" }
        d9 { type = ForkJoinDispatcher, dedicated-thread-pool.thread-count = 2 }
        mul { nodes.processes = 2, downloaders.io = blocking }
        akka.actor.default-dispatcher.throughput = 7
        akka.actor.deployment {
          /crunchers { router = smallest-mailbox-pool, resizer.enabled = on, pool-dispatcher = d9 }
          "/crunchers/*" { dispatcher = d9 }
          "/crunchers/*/kid" { dispatcher = d9 }
          /shared { router = round-robin-pool, nr-of-instances = 3 }
        }
        """;

    private static readonly PlugInWorkload Own = new(FakeWorkload.Crunch, new PlugInFault("My.dll"));

    [Fact]
    public void Of_ones_own_actors_only_the_pools_deployments_are_the_pilots()
    {
        var profile = ProfileLoader.FromText("x", "x.hocon", Theirs);

        var pilot = new PilotProfile(profile, Own).With(Pools(profile), routees: 5).Config;

        Assert.Equal(["a", "b"], pilot.GetStringList("shop.urls"));
        Assert.Equal("say \"yes\"", pilot.GetString("shop.motto"));
        Assert.Equal(2, pilot.GetInt("d9.dedicated-thread-pool.thread-count"));
        Assert.Equal(7, pilot.GetInt("akka.actor.default-dispatcher.throughput"));
        Assert.Equal("blocking", pilot.GetString("mul.downloaders.io"));
        Assert.Equal(0, pilot.GetInt("mul.nodes.processes"));
        Assert.Equal(3, pilot.GetInt("akka.actor.deployment./shared.nr-of-instances"));
        Assert.Equal("d9", pilot.GetString("akka.actor.deployment.\"/crunchers/*/kid\".dispatcher"));
        Assert.Equal("round-robin-pool", pilot.GetString("akka.actor.deployment./crunchers.router"));
        Assert.Equal(5, pilot.GetInt("akka.actor.deployment./crunchers.nr-of-instances"));
        Assert.False(pilot.HasPath("akka.actor.deployment./crunchers.resizer"));
        Assert.Equal("pilot-thread-each", pilot.GetString("akka.actor.deployment.\"/crunchers/*\".dispatcher"));
    }

    [Fact]
    public void Muls_own_workloads_read_nothing_else_of_a_profile()
    {
        var profile = ProfileLoader.FromText("x", "x.hocon", Theirs);

        var pilot = new PilotProfile(profile, FakeWorkload.Crunch).With(Pools(profile), routees: 5).Config;

        Assert.Equal("blocking", pilot.GetString("mul.downloaders.io"));
        Assert.False(pilot.HasPath("shop"));
        Assert.False(pilot.HasPath("akka.actor.default-dispatcher"));
    }

    // A search has hundreds of them.
    [Theory]
    [InlineData("dedicated-thread-pool.thread-count = 2", "dedicated-thread-pool.thread-count = 4", true)]
    [InlineData("router = smallest-mailbox-pool", "router = random-pool", true)]
    [InlineData("say", "cry", false)]
    public void Profiles_that_differ_only_in_their_pools_share_a_pilot(string what, string instead, bool isShared)
    {
        var (one, other) = (ProfileLoader.FromText("x", "x.hocon", Theirs), ProfileLoader.FromText("y", "y.hocon", Theirs.Replace(what, instead, StringComparison.Ordinal)));

        Assert.Equal(isShared, new PilotProfile(one, Own).KeyOf(Pools(one)) == new PilotProfile(other, Own).KeyOf(Pools(other)));
    }

    private static IReadOnlyList<PoolPlan> Pools(Profile profile) =>
        ProfileExamination.Of(profile, FakeWorkload.All, FakeWorkload.Crunch, cores: 2, new OwnAssembly([])).Pools;
}
