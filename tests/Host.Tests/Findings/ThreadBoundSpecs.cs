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
            Said(Rule, (Of(Waits(forThread: 1.5)) with { JobSeconds = new JobSeconds(4, 1, 2, 1) }).Using(own: 1)).Remedy);

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

    private static PoolRecord Waits(double forThread) => Pool.On("ForkJoinDispatcher", "fork-join-executor", 3, seen: 3) with
    {
        DispatchDelaySeconds = Upto(forThread, 3),
        QueueSeconds = Upto(forThread + 0.5, 4),
    };
}
