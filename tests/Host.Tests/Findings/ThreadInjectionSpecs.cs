using Mul.Host.Findings;
using Mul.Host.Traces;
using static Mul.Host.Tests.Findings.Example;

namespace Mul.Host.Tests.Findings;

public sealed class ThreadInjectionSpecs
{
    private static readonly ThreadInjection Rule = new();

    [Fact]
    public void A_thread_pool_that_grew_while_jobs_waited_is_named_with_its_sizes()
    {
        var remark = Said(Rule, Of(Pool.On("Dispatcher", "thread-pool-executor", null, seen: 8).AtOnce(8, longestDelay: 2.5)));

        Assert.Equal(Severity.Warning, remark.Severity);
        Assert.Equal("downloaders: jobs waited up to 2.50 s for a thread while the CLR's thread pool grew, from 2 threads, one per core, to 8 that ran jobs.", remark.Message);
        Assert.Equal("Threads that are there from the start: `type = PinnedDispatcher` (a thread for each routee) or `executor = \"Mul.Actors.Dispatching.FixedThreadsConfigurator, Mul.Actors\"` with `fixed-threads.thread-count = 8`; or a larger thread pool to begin with (`System.Threading.ThreadPool.MinThreads` in runtimeconfig.json).", remark.Remedy);
    }

    [Fact]
    public void Three_threads_on_two_cores_are_no_growth() =>
        Assert.Empty(Rule.Of(Of(Pool.On("Dispatcher", "thread-pool-executor", null, seen: 3).AtOnce(3, longestDelay: 2.5))));

    [Fact]
    public void Many_threads_for_which_no_job_waited_are_no_growth() =>
        Assert.Empty(Rule.Of(Of(Pool.On("Dispatcher", "thread-pool-executor", null, seen: 8).AtOnce(8, longestDelay: 0.01))));

    [Fact]
    public void A_pool_that_may_have_filled_the_cores_while_it_ran_needs_none_of_them_sooner()
    {
        var crunchers = Pool.On("Dispatcher", "thread-pool-executor", null, seen: 8).AtOnce(8, longestDelay: 2.5) with { MakespanSeconds = 0.5 };

        Assert.Empty(Rule.Of(Of(Pool with { Name = "idlers" }, crunchers).Using(own: 0.9)));
    }

    [Fact]
    public void Dedicated_threads_are_not_the_thread_pools() =>
        Assert.Empty(Rule.Of(Of(Pool.On("ForkJoinDispatcher", "fork-join-executor", 8, seen: 8).AtOnce(8, longestDelay: 2.5))));
}
