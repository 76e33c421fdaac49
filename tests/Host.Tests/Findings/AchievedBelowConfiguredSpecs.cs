using Mul.Actors.Jobs;
using Mul.Host.Findings;
using Mul.Host.Traces;
using static Mul.Host.Tests.Findings.Example;

namespace Mul.Host.Tests.Findings;

public sealed class AchievedBelowConfiguredSpecs
{
    private static readonly AchievedBelowConfigured Rule = new();

    [Fact]
    public void A_burst_that_wakes_two_of_eight_fork_join_threads_is_explained_with_the_executor_that_wakes_all()
    {
        var remark = Said(Rule, Of(Pool.On("ForkJoinDispatcher", "fork-join-executor", 8, seen: 2).AtOnce(2, longestDelay: 4.7)));

        Assert.Equal(Severity.Warning, remark.Severity);
        Assert.Equal("downloaders", remark.Pool);
        Assert.Equal("downloaders: 2 of the 8 jobs that the profile asks for ran at once, while others waited up to 4.70 s for a thread: a burst wakes only about as many threads of a ForkJoinDispatcher as there are cores (2), and jobs ran on 2 of its 8.", remark.Message);
        Assert.Equal("Give the pool threads that are all there when the work comes: `type = PinnedDispatcher` (a thread for each routee) or `executor = \"Mul.Actors.Dispatching.FixedThreadsConfigurator, Mul.Actors\"` with `fixed-threads.thread-count = 8`. Asynchronous handlers (ReceiveAsync) need no thread while they wait.", remark.Remedy);
    }

    [Fact]
    public void The_growing_thread_pool_is_named() =>
        Assert.Contains("adds about one per half second, and jobs ran on 5.", Message(Pool.On("Dispatcher", "thread-pool-executor", null, seen: 5)));

    [Fact]
    public void The_task_executor_is_the_thread_pool() =>
        Assert.Contains("the CLR's thread pool", Message(Pool.On("TaskDispatcher", "task-executor", null, seen: 5)));

    [Fact]
    public void The_channel_executor_that_works_one_by_one_is_named() =>
        Assert.Contains("the channel executor lets the thread that tells a job do it", Message(Pool.On("Dispatcher", "channel-executor", null, seen: 1)));

    [Fact]
    public void On_the_channel_executor_a_pool_that_is_never_idle_had_more_to_do_though_nothing_waited()
    {
        var pool = Pool.On("Dispatcher", "channel-executor", null, seen: 1).AtOnce(1, longestDelay: 0.0001);

        Assert.StartsWith("downloaders: 1 of the 8 jobs that the profile asks for ran at once: the channel executor", Said(Rule, Of(pool)).Message);
        Assert.Empty(Rule.Of(Of(pool with { Concurrency = pool.Concurrency with { Mean = 0.7 } })));
        Assert.Empty(Rule.Of(Of(Pool.AtOnce(1, longestDelay: 0.0001))));

        // With a rate, what the run told too late shows as waiting.
        Assert.Empty(Rule.Of(Of(pool) with { Rate = 1 }));
    }

    [Fact]
    public void A_fork_join_dispatcher_with_no_more_threads_than_cores_is_not_blamed_for_its_bursts() =>
        Assert.Contains("for a thread: jobs ran on 2 threads.", Message(Pool.On("ForkJoinDispatcher", "fork-join-executor", 2, seen: 2)));

    [Fact]
    public void A_dispatcher_that_Akka_ignored_is_named_with_the_key_that_it_does_not_ignore()
    {
        var pool = Pool with
        {
            Configured = new PoolSide(8, new DispatcherSide("eight-threads", "ForkJoinDispatcher", "fork-join-executor", 30, 8)),
            Effective = new PoolSide(8, new DispatcherSide("akka.actor.default-dispatcher", "Dispatcher", "thread-pool-executor", 30, 2)),
        };

        var remark = Said(Rule, Of(pool.AtOnce(2, longestDelay: 3)));

        Assert.EndsWith("its routees do not run on eight-threads, which the profile names for them, but on akka.actor.default-dispatcher.", remark.Message);
        Assert.Equal("On a router's own path Akka.NET ignores `dispatcher`. Write `pool-dispatcher = eight-threads` there; if that is there already, write `\"/downloaders/*\" { dispatcher = eight-threads }`, which goes first.", remark.Remedy);
    }

    [Theory]
    [InlineData("PinnedDispatcher", "fork-join-executor")]
    [InlineData("Dispatcher", "FixedThreads")]
    public void Threads_that_are_all_there_are_not_called_for(string type, string executor)
    {
        var pool = Pool.On(type, executor, 8, seen: 6).AtOnce(2, longestDelay: 1.5);

        Assert.Empty(Rule.Of(Of(pool)));
    }

    [Fact]
    public void Fewer_threads_of_its_own_than_jobs_asked_for_are_too_few()
    {
        var pool = Pool.On("Dispatcher", "FixedThreads", 1, seen: 1).AtOnce(2, longestDelay: 1.5);

        Assert.NotEmpty(Rule.Of(Of(pool)));
    }

    [Fact]
    public void Threads_that_another_pool_holds_too_are_not_its_own()
    {
        var pool = Pool.On("Dispatcher", "FixedThreads", 8, seen: 8).AtOnce(2, longestDelay: 1.5);

        Assert.Equal(["downloaders", "idlers"], Rule.Of(Of(pool, pool with { Name = "idlers" })).Select(remark => remark.Pool));
    }

    // The profile default: its crunchers computed for 0.4 s of a second.
    [Fact]
    public void A_pool_that_may_have_filled_the_cores_while_it_ran_could_have_done_no_more_at_once()
    {
        var crunchers = FewAtOnce() with { Name = "crunchers", MakespanSeconds = 0.4 };

        Assert.Empty(Rule.Of(Of(Pool, crunchers).Using(own: 0.7)));
        Assert.NotEmpty(Rule.Of(Of(Pool, crunchers).Using(own: 0.3)));
        Assert.NotEmpty(Rule.Of(Of(crunchers).Using(own: 0.7)));
    }

    [Fact]
    public void As_many_at_once_as_asked_for_are_enough() =>
        Assert.Empty(Rule.Of(Of(Pool.On("ForkJoinDispatcher", "fork-join-executor", 8, seen: 8).AtOnce(8, longestDelay: 4.7))));

    [Fact]
    public void As_many_at_once_as_there_are_jobs_are_enough() =>
        Assert.Empty(Rule.Of(Of(FewAtOnce() with { Jobs = new JobCounts(2, 2, 0, 0) })));

    [Fact]
    public void Jobs_that_came_too_slowly_to_wait_need_no_threads() =>
        // The longest wait is shorter than a job, which takes 1 s.
        Assert.Empty(Rule.Of(Of(Pool.On("ForkJoinDispatcher", "fork-join-executor", 8, seen: 2).AtOnce(2, longestDelay: 0.9))));

    // 30 jobs of 0.3 ms at 100 per second, before one of which its thread lost its core.
    [Fact]
    public void One_long_wait_among_many_jobs_is_no_want_of_threads()
    {
        var pool = FewAtOnce() with
        {
            Jobs = new JobCounts(30, 30, 0, 0),
            MakespanSeconds = 0.3,
            ServiceSeconds = All(0.0003),
            DispatchDelaySeconds = Upto(0.0004, 0.01),
        };

        Assert.Empty(Rule.Of(Of(pool) with { Rate = 100 }));
        Assert.NotEmpty(Rule.Of(Of(pool with { DispatchDelaySeconds = Upto(0.004, 0.01) }) with { Rate = 100 }));
    }

    [Fact]
    public void Jobs_that_are_done_before_a_thread_wakes_need_no_more_of_them() =>
        Assert.Empty(Rule.Of(Of(FewAtOnce() with { ServiceSeconds = All(0.000_000_1), Jobs = new JobCounts(20_000, 20_000, 0, 0) })));

    [Fact]
    public void Asynchronous_handlers_need_no_thread_for_each_job() =>
        Assert.Empty(Rule.Of(Of(FewAtOnce() with { Handling = Handling.Async })));

    [Fact]
    public void No_more_at_once_are_asked_for_than_a_window_lets_in()
    {
        Assert.Empty(Rule.Of(Of(FewAtOnce()) with { Window = 2 }));
        Assert.StartsWith("downloaders: 2 of the 4 jobs", Said(Rule, Of(FewAtOnce()) with { Window = 4 }).Message);
    }

    [Fact]
    public void On_full_cores_more_at_once_would_not_be_more() => Assert.Empty(Rule.Of(Of(FewAtOnce()).Using(own: 1.9)));

    [Fact]
    public void On_cores_that_others_fill_nobody_knows_whether_jobs_wait_for_cores() =>
        Assert.Empty(Rule.Of(Of(FewAtOnce()).Using(own: 0.05, others: 1.95)));

    [Fact]
    public void Nobody_who_asked_for_nothing_got_too_little() =>
        Assert.Empty(Rule.Of(Of(FewAtOnce() with { Concurrency = FewAtOnce().Concurrency with { Configured = null } })));

    private static PoolRecord FewAtOnce() => Pool.On("ForkJoinDispatcher", "fork-join-executor", 8, seen: 2).AtOnce(2, longestDelay: 4.7);

    private static string Message(PoolRecord pool) => Said(Rule, Of(pool.AtOnce(2, longestDelay: 4.7))).Message;
}
