using Akka.Actor;
using Akka.Configuration;
using Akka.TestKit.Xunit2;
using Mul.Actors.Guests;
using Mul.Actors.Jobs;
using static Mul.Actors.Jobs.JobProtocol;

namespace Mul.Actors.Tests.Guests;

public sealed class WorkloadSpecs() : TestKit(Patience.Hocon)
{
    private readonly CancellationTokenSource _stopping = new();

    [Fact]
    public void It_has_one_pool_of_its_own_name_and_as_many_jobs_as_are_chosen()
    {
        var workload = Workload.Of("orders", 40, (_, _) => { }, new WorkloadOption("rows", OptionUnit.Count, "1000", "Rows."));

        var jobs = workload.Jobs(Options(workload, ("jobs", "3")), seed: 9);
        Assert.Equal("orders", Assert.Single(workload.Pools).Name);
        Assert.Equal(["jobs", "rows"], workload.Options.Select(option => option.Name));
        Assert.Equal(40, workload.Jobs(Options(workload), 1).Count);
        Assert.Equal([(0, 0, 9UL), (0, 1, 9UL), (0, 2, 9UL)], jobs.Jobs.Select(job => (job.Pool, job.Job.Id, ((GuestJob)job.Job).Seed)));
        Assert.All(jobs.Jobs, job => Assert.Equal(1000, ((GuestJob)job.Job).Options.Count("rows")));
    }

    [Fact]
    public void Jobs_of_the_warm_up_say_so()
    {
        var workload = Workload.Of("orders", 40, (_, _) => { });

        Assert.All(workload.Jobs(Options(workload), 1).Jobs, job => Assert.False(((GuestJob)job.Job).IsWarmup));
        Assert.Equal([true, true], workload.Warmup(workload.Pools[0], Options(workload), 2).Jobs.Select(job => ((GuestJob)job.Job).IsWarmup));
    }

    [Fact]
    public void What_a_function_is_says_what_it_does_with_its_thread()
    {
        IWorkload[] blocking = [Workload.Of("a", 1, (_, _) => { }), Workload.Of("a", 1, (_, _) => JobResult.Completed(1))];
        IWorkload[] async = [Workload.Of("a", 1, async (_, _) => await Task.Yield()), Workload.Of("a", 1, (_, _) => Task.FromResult(JobResult.Completed(1)))];
        var unknown = Workload.Around("a", 1, Props.Empty, job => job, TimeSpan.FromSeconds(1));

        Assert.All(blocking, workload => Assert.Equal(Handling.Blocking, HandlingOf(workload)));
        Assert.All(async, workload => Assert.Equal(Handling.Async, HandlingOf(workload)));
        Assert.Equal(Handling.Unknown, HandlingOf(unknown));
    }

    [Fact]
    public async Task A_function_with_a_result_has_that_result_and_one_without_has_one_of_seed_and_job()
    {
        Assert.Equal(42UL, (await OutcomeAsync<Completed>(Workload.Of("a", 1, (_, _) => JobResult.Completed(42)))).Digest);
        Assert.Equal(43UL, (await OutcomeAsync<Completed>(Workload.Of("a", 1, (_, _) => Task.FromResult(JobResult.Completed(43))))).Digest);
        var sync = await OutcomeAsync<Completed>(Workload.Of("a", 1, (_, _) => { }));
        var async = await OutcomeAsync<Completed>(Workload.Of("a", 1, async (_, _) => await Task.Yield()));
        Assert.Equal(sync.Digest, async.Digest);
    }

    [Fact]
    public async Task A_function_that_throws_has_failed_and_one_that_is_stopped_is_cancelled()
    {
        var failed = await OutcomeAsync<Failed>(Workload.Of("a", 1, Fail));
        await _stopping.CancelAsync();

        Assert.Equal("TimeoutException: too late", failed.Reason);
        await OutcomeAsync<Cancelled>(Workload.Of("a", 1, (_, stopping) => stopping.ThrowIfCancellationRequested()));
        await OutcomeAsync<Cancelled>(Workload.Of("a", 1, (_, stopping) => Task.Delay(Timeout.Infinite, stopping)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("my.orders")]
    [InlineData("my/orders")]
    [InlineData("Orders")]
    [InlineData("$a")]
    [InlineData("orders\n")]
    public void A_name_that_cannot_be_a_pools_path_is_refused(string name) =>
        Assert.Throws<ArgumentException>(() => Workload.Of(name, 1, (_, _) => { }));

    [Fact]
    public void An_option_that_is_there_twice_is_refused() =>
        Assert.Throws<ArgumentException>(() => Workload.Of("orders", 1, (_, _) => { }, new WorkloadOption("jobs", OptionUnit.Count, "1", "Again.")));

    // In milliseconds. Akka's scheduler takes the longest of all for one that is over.
    [Theory]
    [InlineData(0)]
    [InlineData(-2)]
    [InlineData(3_600_000_001)]
    [InlineData(922_337_203_685_477)]
    public void A_timeout_that_cannot_be_waited_for_is_refused(long milliseconds)
    {
        var timeout = TimeSpan.FromMilliseconds(milliseconds);

        var refused = Assert.Throws<ArgumentException>(() => Workload.Around("orders", 1, Props.Empty, job => job, timeout));

        Assert.StartsWith($"a timeout of {timeout} cannot be waited for: more than 0 and at most 1000 hours, or Timeout.InfiniteTimeSpan for ever.", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Timeout.Infinite)]
    [InlineData(1)]
    [InlineData(3_600_000_000)]
    public void Any_other_timeout_is_fine(long milliseconds) =>
        Assert.Equal("orders", Workload.Around("orders", 1, Props.Empty, job => job, TimeSpan.FromMilliseconds(milliseconds)).Name);

    private static void Fail(GuestJob job, CancellationToken stopping) => throw new TimeoutException("too late");

    private static Handling HandlingOf(IWorkload workload) => workload.Pools[0].HandlingFor(Config.Empty);

    private static OptionValues Options(IWorkload workload, params (string Name, string Value)[] chosen) =>
        new(workload.Options, chosen.ToDictionary(option => option.Name, option => option.Value));

    private async Task<T> OutcomeAsync<T>(IWorkload workload)
        where T : Outcome
    {
        var options = Options(workload);
        var routee = Sys.ActorOf(workload.Pools[0].PropsFor(new PoolSetup(Sys.Settings.Config, options, _stopping.Token)));
        routee.Tell(workload.Jobs(options, 1).Jobs.First().Job);
        return await ExpectMsgAsync<T>();
    }
}
