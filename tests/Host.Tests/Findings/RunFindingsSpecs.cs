using Mul.Host.Findings;
using Mul.Host.Traces;
using static Mul.Host.Tests.Findings.Example;

namespace Mul.Host.Tests.Findings;

public sealed class RunFindingsSpecs
{
    [Fact]
    public void Of_a_run_that_got_what_it_asked_for_there_is_nothing_to_say() => Assert.Empty(RunFindings.Of(Run));

    [Fact]
    public void A_finding_carries_the_id_of_its_rule()
    {
        var finding = Assert.Single(RunFindings.Of(Run with { Gc = new GcUse(1, 1, 1, 0.1) }));

        Assert.Equal("gc-bound", finding.Id);
    }

    [Fact]
    public void Five_threads_that_wait_for_a_hundred_jobs_are_no_reason_to_warn() =>
        Assert.DoesNotContain(RunFindings.Of(FiveThreads()), finding => finding.Severity == Severity.Warning);

    [Fact]
    public void Full_cores_with_a_thread_each_are_no_reason_to_warn() =>
        Assert.DoesNotContain(RunFindings.Of(ThreadPerCore()), finding => finding.Severity == Severity.Warning);

    [Fact]
    public void Full_cores_are_said_once() => Assert.Equal(["cpu-bound"], Ids(ThreadPerCore()));

    [Fact]
    public void Fewer_at_once_than_asked_for_explains_that_jobs_wait_for_threads()
    {
        var run = Of(ForkJoin() with { DispatchDelaySeconds = All(3), QueueSeconds = All(3) });

        Assert.NotEmpty(new ThreadBound().Of(run));
        Assert.Equal(["achieved-below-configured"], Ids(run));
    }

    [Fact]
    public void What_explains_one_pool_does_not_explain_another()
    {
        // Fewer threads than routees, as asked for: 3 at once are all that the profile wants of this pool.
        var other = Pool.On("ForkJoinDispatcher", "fork-join-executor", 3, seen: 3) with { Name = "crunchers" };
        other = other.AtOnce(3, longestDelay: 3) with { DispatchDelaySeconds = All(3), QueueSeconds = All(3) };
        other = other with { Concurrency = other.Concurrency with { Configured = 3 } };

        var findings = RunFindings.Of(Of(ForkJoin(), other));

        Assert.Equal(["achieved-below-configured", "thread-bound"], findings.Select(finding => finding.Id));
        Assert.StartsWith("crunchers:", findings[1].Message);
    }

    [Fact]
    public void Late_timers_explain_the_growth_of_the_thread_pool_in_every_pool()
    {
        var run = Of(Pool.On("Dispatcher", "thread-pool-executor", null, seen: 8).AtOnce(8, longestDelay: 2)) with
        {
            Heartbeat = new HeartbeatRecord(All(0.5), All(0.5)),
        };

        Assert.NotEmpty(new ThreadInjection().Of(run));
        Assert.Equal(["starved-timers"], Ids(run));
    }

    [Fact]
    public void A_record_of_which_only_the_trace_is_known_is_judged_by_that() =>
        Assert.Empty(RunFindings.Of(Run with
        {
            Cpu = null,
            Memory = null,
            Gc = null,
            ContextSwitches = null,
            Threads = null,
            CoreSeconds = null,
            Heartbeat = null,
            Noise = null,
            Pools = [Pool with { Configured = null, Effective = null, Concurrency = new ConcurrencyRecord(null, 8, 8, null, null) }],
        }));

    [Fact]
    public void Of_a_run_without_a_single_finished_job_there_is_nothing_to_say() =>
        Assert.Empty(RunFindings.Of(Run with
        {
            MakespanSeconds = 0,
            Cpu = new CpuUse(0.01, 0, 0),
            CoreSeconds = new CoreSeconds(0, 0.01, 0, 0, 0, null, 0),
            JobSeconds = new JobSeconds(0, 0, 0, 0),
            Heartbeat = new HeartbeatRecord(null, null),
            Pools =
            [
                Pool with
                {
                    Concurrency = new ConcurrencyRecord(8, 0, 0, null, null),
                    Jobs = new JobCounts(8, 0, 0, 8),
                    JobsPerSecond = null,
                    QueueSeconds = null,
                    ServiceSeconds = null,
                    DispatchDelaySeconds = null,
                },
            ],
        }));

    private static PoolRecord ForkJoin() => Pool.On("ForkJoinDispatcher", "fork-join-executor", 8, seen: 2).AtOnce(2, longestDelay: 3);

    // The profile threads: 100 downloads of 120 ms in 20 rounds.
    private static RunRecord FiveThreads() => Of(Pool with
    {
        Configured = new PoolSide(5, new DispatcherSide("thread-each", "PinnedDispatcher", "fork-join-executor", 30, 5)),
        Effective = new PoolSide(5, new DispatcherSide("thread-each", "PinnedDispatcher", "fork-join-executor", 30, 5)),
        Concurrency = new ConcurrencyRecord(5, 4.98, 5, 4.97, 0.02, 2_400),
        Jobs = new JobCounts(100, 100, 0, 0),
        QueueSeconds = Upto(1.15, 2.3),
        ServiceSeconds = Upto(0.121, 0.13),
        DispatchDelaySeconds = Upto(0.0001, 0.001),
        JobsPerSecond = 41,
        QueuedWhileIdle = 0,
    }) with
    {
        MakespanSeconds = 2.43,
        JobSeconds = new JobSeconds(127, 115, 0, 12.1),
    };

    // The profile parallel: 64 routees on two threads of their own, and every other one waits for a thread.
    private static RunRecord ThreadPerCore() => (Of(Pool with
    {
        Name = "crunchers",
        Configured = new PoolSide(64, new DispatcherSide("thread-per-core", "ForkJoinDispatcher", "fork-join-executor", 1, 2)),
        Effective = new PoolSide(64, new DispatcherSide("thread-per-core", "ForkJoinDispatcher", "fork-join-executor", 1, 2)),
        Concurrency = new ConcurrencyRecord(2, 1.95, 2, 1.95, 0.05, 900),
        QueueSeconds = Upto(0.4, 0.8),
        ServiceSeconds = Upto(0.24, 0.26),
        DispatchDelaySeconds = Upto(0.4, 0.8),
    }) with
    {
        JobSeconds = new JobSeconds(5.12, 0, 3.2, 1.95),
        ContextSwitches = new ContextSwitches(200, 400),
    }).Using(own: 1.9);
}
