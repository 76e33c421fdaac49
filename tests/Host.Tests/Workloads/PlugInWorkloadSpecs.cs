using Akka.Actor;
using Akka.Configuration;
using Mul.Actors.Guests;
using Mul.Actors.Jobs;
using Mul.Host.Experiments.Samples;
using Mul.Host.Tests.Profiles;
using Mul.Host.Workloads;

namespace Mul.Host.Tests.Workloads;

public sealed class PlugInWorkloadSpecs
{
    [Theory]
    [InlineData("takers")]
    [InlineData("order-takers")]
    [InlineData("Takers2")]
    public void A_pool_is_named_with_letters_digits_and_hyphens(string name) => Assert.Equal(name, WithPool(name).Pools[0].Name);

    // A name stands unquoted in HOCON and begins a parameter in C#.
    [Theory]
    [InlineData("")]
    [InlineData("order.takers")]
    [InlineData("order takers")]
    [InlineData("order+takers")]
    [InlineData("takers@home")]
    [InlineData("a:b=c~d")]
    [InlineData("größe")]
    [InlineData("takers\n")]
    [InlineData("3d-models")]
    [InlineData("-takers")]
    [InlineData(MeasuredRun.Bystander)]
    [InlineData(MeasuredRun.TimedBystander)]
    public void Any_other_name_is_refused(string name)
    {
        var refused = Assert.Throws<UserException>(() => WithPool(name));

        Assert.EndsWith("cannot be a pool's name: letters, digits and hyphens, a letter first.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_pools_of_one_name_are_refused()
    {
        var refused = Assert.Throws<UserException>(() => Of(new FakeWorkload("orders", new NamedPool("takers"), new NamedPool("takers"))));

        Assert.Equal("--assembly My.dll: workload orders: has two pools named takers. Name them apart.", refused.Message);
    }

    [Fact]
    public void What_is_not_there_is_the_plug_ins_mistake()
    {
        var workload = Of(new Scripted(() => null!));

        AssertRefused("Jobs returned null", () => workload.Jobs(NoOptions, 1));
        AssertRefused("Warmup returned null", () => workload.Warmup(workload.Pools[0], NoOptions, 1));
        AssertRefused("PropsFor returned null", () => workload.Pools[0].PropsFor(null!));
        AssertRefused("Jobs returned null", () => Of(new Scripted(() => new JobList(1, null!))).Jobs(NoOptions, 1).Jobs.Count());
    }

    [Fact]
    public void A_list_of_less_than_no_jobs_is_refused() =>
        AssertRefused("Jobs returned a list with a Count of -3", () => Of(new Scripted(() => new JobList(-3, []))).Jobs(NoOptions, 1));

    [Theory]
    [InlineData(3, 300)]
    [InlineData(3, 1_000_000)]
    [InlineData(0, 1)]
    public void A_list_that_is_longer_than_it_says_is_refused_with_its_last_job(int count, int jobs)
    {
        var list = Of(new Scripted(() => new JobList(count, Enumerable.Range(0, jobs).Select(Job)))).Jobs(NoOptions, 1);

        Assert.Equal(Math.Max(0, count - 1), list.Jobs.Take(count - 1).Count());
        AssertRefused($"Jobs returned a list with more jobs than its Count of {count}", () => list.Jobs.Count());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void A_list_that_is_as_long_as_it_says_is_as_it_is(int count)
    {
        var list = Of(new Scripted(() => new JobList(count, Enumerable.Range(0, count).Select(Job)) { Fingerprint = "f" })).Jobs(NoOptions, 1);

        Assert.Equal((count, "f"), (list.Count, list.Fingerprint));
        Assert.Equal(Enumerable.Range(0, count), list.Jobs.Select(job => job.Job.Id));
    }

    [Fact]
    public void A_list_that_throws_while_it_is_made_is_the_plug_ins_mistake()
    {
        var list = Of(new Scripted(() => new JobList(3, Enumerable.Range(0, 3).Select(id => id == 1 ? throw new InvalidOperationException("no orders") : Job(id))))).Jobs(NoOptions, 1);

        AssertRefused("Jobs threw: InvalidOperationException: no orders", () => list.Jobs.Count());
    }

    private static OptionValues NoOptions => new([], new Dictionary<string, string>());

    private static void AssertRefused(string what, Func<object?> act)
    {
        var refused = Assert.Throws<UserException>(act);

        Assert.Equal($"--assembly My.dll: workload orders: {what}.", refused.Message);
        Assert.Equal(UserException.Usage, refused.ExitCode);
    }

    private static PoolJob Job(int id) => new(0, new GuestJob(id, 1, NoOptions, IsWarmup: false));

    private static PlugInWorkload Of(IWorkload workload) => new(workload, new PlugInFault("My.dll"));

    private static PlugInWorkload WithPool(string name) => Of(new FakeWorkload("orders", new NamedPool(name)));

    private sealed class Scripted(Func<JobList> jobs) : IWorkload
    {
        public string Name => "orders";

        public string Summary => Name;

        public IReadOnlyList<WorkloadOption> Options => [];

        public IReadOnlyList<WorkloadPool> Pools { get; } = [new NullPool()];

        public JobList Jobs(OptionValues options, ulong seed) => jobs();

        public JobList Warmup(WorkloadPool pool, OptionValues options, int count) => jobs();
    }

    private sealed class NullPool() : WorkloadPool("takers")
    {
        public override Props PropsFor(PoolSetup setup) => null!;

        public override Handling HandlingFor(Config profile) => Handling.Blocking;
    }

    private sealed class NamedPool(string name) : WorkloadPool(name)
    {
        public override Props PropsFor(PoolSetup setup) => Props.Empty;

        public override Handling HandlingFor(Config profile) => Handling.Blocking;
    }
}
