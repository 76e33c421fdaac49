using Mul.Actors.Jobs;
using Mul.Host.Findings;
using Mul.Host.Traces;
using static Mul.Host.Tests.Findings.Example;

namespace Mul.Host.Tests.Findings;

public sealed class ThreadBoundSpecs
{
    private static readonly ThreadBound Rule = new();

    [Fact]
    public void Waiting_for_threads_longer_than_for_anything_else_calls_for_async_handlers_or_threads()
    {
        var remark = Said(Rule, Of(Waits(forThread: 1.5)));

        Assert.Equal(Severity.Warning, remark.Severity);
        Assert.Equal("downloaders: a job waited 1.50 s for a thread while its routee was free, on average, 500 ms behind another, and took 1.00 s; 3 threads did it all.", remark.Message);
        Assert.Equal("Asynchronous handlers (ReceiveAsync), which hold no thread while they wait, or more threads: `type = PinnedDispatcher` (a thread for each routee) or `executor = \"Mul.Actors.Dispatching.FixedThreadsConfigurator, Mul.Actors\"` with `fixed-threads.thread-count = 8`.", remark.Remedy);
    }

    [Fact]
    public void Handlers_that_compute_need_a_thread_per_core() =>
        // One core of two: 1 s of CPU in 1 s, and 1 s in handlers.
        Assert.StartsWith(
            "As many threads as cores (2):",
            Said(Rule, Of(Computes(threads: 1)).Using(own: 1)).Remedy);

    [Fact]
    public void Handlers_that_compute_on_a_thread_per_core_have_all_the_threads_they_can_use()
    {
        Assert.Empty(Rule.Of(Of(Computes(threads: 2)).Using(own: 1)));

        // In a short run one of the two threads did it all.
        var asked = Computes(threads: 1);
        Assert.Empty(Rule.Of(Of(asked with { Configured = Computes(threads: 2).Configured }).Using(own: 1)));
    }

    // The first half second: the profile bulkhead, whose downloads go on when its crunchers have long ended.
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void A_pool_that_may_have_filled_the_cores_while_it_ran_wants_no_threads_because_others_wait_longer(int threads)
    {
        var crunchers = Computes(threads) with { MakespanSeconds = 0.5, Concurrency = new ConcurrencyRecord(8, 2, 2, null, null) };

        Assert.Empty(Rule.Of(Of(Pool with { Handling = Handling.Async }, crunchers).Using(own: 0.9)));
    }

    [Fact]
    public void Jobs_of_others_that_wait_without_a_thread_do_not_hide_that_a_pool_computes() =>
        Assert.StartsWith(
            "As many threads as cores (2):",
            Said(Rule, Of(Pool with { Handling = Handling.Async }, Computes(threads: 1) with { Name = "crunchers" }).Using(own: 1)).Remedy);

    [Fact]
    public void Handlers_that_are_asynchronous_already_are_told_of_threads_of_their_own() =>
        Assert.Equal(
            "A dispatcher of its own, with as many threads as cores (2): a ForkJoinDispatcher with `fork-join-executor { parallelism-min = 1, parallelism-max = 64 }` has them on any machine.",
            Said(Rule, Of(Waits(forThread: 1.5, threads: 1) with { Handling = Handling.Async })).Remedy);

    [Fact]
    public void Handlers_that_are_asynchronous_and_wait_for_threads_that_are_there_must_hold_them() =>
        Assert.StartsWith("Its handlers are said to free their thread", Said(Rule, Of(Waits(forThread: 1.5) with { Handling = Handling.Async })).Remedy);

    [Fact]
    public void Figures_in_a_setting_are_plain_digits() =>
        Assert.EndsWith(
            "`fixed-threads.thread-count = 3000`.",
            Said(Rule, Of(Waits(forThread: 1.5) with { Effective = Pool.Effective! with { Routees = 3000 }, Jobs = new JobCounts(3000, 3000, 0, 0) })).Remedy);

    [Fact]
    public void Jobs_that_all_failed_call_for_no_threads() => Assert.Empty(Rule.Of(Of(Waits(forThread: 1.5) with { Jobs = new JobCounts(8, 0, 8, 0) })));

    [Fact]
    public void A_wait_shorter_than_the_work_is_no_bound() => Assert.Empty(Rule.Of(Of(Waits(forThread: 0.9))));

    [Fact]
    public void A_wait_that_is_mostly_behind_others_is_not_for_threads() =>
        Assert.Empty(Rule.Of(Of(Waits(forThread: 1.5) with { QueueSeconds = All(3.1) })));

    [Fact]
    public void On_full_cores_jobs_wait_for_cores() => Assert.Empty(Rule.Of(Of(Waits(forThread: 1.5)).Using(own: 1.9)));

    [Fact]
    public void On_cores_that_others_fill_nobody_knows_whether_jobs_wait_for_cores() =>
        Assert.Empty(Rule.Of(Of(Waits(forThread: 1.5)).Using(own: 0.2, others: 1.7)));

    [Fact]
    public void Cores_are_not_idle_because_the_system_counts_more_than_the_makespan() =>
        // Seen on a busy machine: what others used before the first job and after the last is counted as well.
        Assert.Empty(Rule.Of(Of(Waits(forThread: 1.5)) with
        {
            Cpu = new CpuUse(0.8, 0, 80),
            CoreSeconds = new CoreSeconds(2, 0.8, 0, 2.1, 0, null, -0.9),
        }));

    private static PoolRecord Computes(int threads)
    {
        var pool = Pool.On("ForkJoinDispatcher", "fork-join-executor", threads, seen: threads);
        return pool with
        {
            Handling = Handling.Blocking,
            Concurrency = new ConcurrencyRecord(8, 1, 1, null, null),
            DispatchDelaySeconds = Upto(1.5, 3),
            QueueSeconds = Upto(2, 4),
        };
    }

    private static PoolRecord Waits(double forThread, int threads = 3) => Pool.On("ForkJoinDispatcher", "fork-join-executor", threads, seen: threads) with
    {
        DispatchDelaySeconds = Upto(forThread, 3),
        QueueSeconds = Upto(forThread + 0.5, 4),
    };
}
