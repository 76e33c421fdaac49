using Mul.Actors.Jobs;
using Mul.Host.Findings;
using Mul.Host.Traces;
using static Mul.Host.Tests.Findings.Example;

namespace Mul.Host.Tests.Findings;

public sealed class PoolBoundSpecs
{
    private static readonly PoolBound Rule = new();

    [Fact]
    public void Busy_routees_beside_idle_cores_call_for_more_routees_up_to_the_knee()
    {
        // 100 jobs computed 4 s in all, 40 ms each, and waited 160 ms each: 2 × (1 + 160 ÷ 40) = 10.
        var remark = Said(Rule, Busy(jobs: 100, service: 0.2, own: 4));

        Assert.Equal(Severity.Info, remark.Severity);
        Assert.Equal("downloaders: all 8 routees were busy and jobs waited 1.20 s behind others on average, while this run had use for only 20 % of the cores.", remark.Message);
        Assert.Equal("More routees (`nr-of-instances`), each of which costs a thread. They pay up to 10 at least: a job computes 40.0 ms and waits 160 ms, and there are 2 cores.", remark.Remedy);
    }

    [Fact]
    public void A_knee_beyond_the_number_of_jobs_is_the_number_of_jobs() =>
        Assert.EndsWith(
            "Up to as many as there are jobs (100): a job computes 1.0 ms and waits 199 ms.",
            Said(Rule, Busy(jobs: 100, service: 0.2, own: 0.1)).Remedy);

    [Theory]
    [InlineData("Dispatcher", "FixedThreads", " and as many threads (`fixed-threads.thread-count`), or routees alone if their handlers are asynchronous (ReceiveAsync).")]
    [InlineData("ForkJoinDispatcher", "fork-join-executor", " with a thread for each (`type = PinnedDispatcher`), or routees alone if their handlers are asynchronous (ReceiveAsync).")]
    [InlineData("Dispatcher", "thread-pool-executor", ", each of which holds one of the CLR's threads unless its handler is asynchronous (ReceiveAsync).")]
    public void Jobs_that_hold_their_thread_need_one_for_each_routee_more(string type, string executor, string price)
    {
        var run = Busy(jobs: 100, service: 0.2, own: 4);
        var pool = run.Pools[0].On(type, executor, 8, seen: 8);

        Assert.StartsWith($"More routees (`nr-of-instances`){price}", Said(Rule, run with { Pools = [pool with { Handling = Handling.Blocking }] }).Remedy);
        Assert.StartsWith("More routees (`nr-of-instances`). They", Said(Rule, run with { Pools = [pool with { Handling = Handling.Async }] }).Remedy);
    }

    [Fact]
    public void With_two_pools_nobody_knows_whose_the_cpu_time_is()
    {
        var run = Busy(jobs: 100, service: 0.2, own: 4);

        Assert.Equal(
            "More routees (`nr-of-instances`), each of which costs a thread.",
            Said(Rule, run with { Pools = [.. run.Pools, Pool with { Name = "crunchers" }] }).Remedy);
    }

    [Fact]
    public void A_pool_that_may_have_filled_the_cores_while_it_ran_wants_no_more_routees()
    {
        var run = Busy(jobs: 100, service: 0.2, own: 4);

        Assert.Empty(Rule.Of(run with { Pools = [run.Pools[0] with { MakespanSeconds = 3 }, Pool with { Name = "idlers" }] }));
    }

    [Fact]
    public void A_pool_that_was_never_all_busy_is_no_bound()
    {
        var run = Busy(jobs: 100, service: 0.2, own: 4);

        Assert.Empty(Rule.Of(Of(run.Pools[0] with { Concurrency = run.Pools[0].Concurrency with { Mean = 6.9, Max = 7 } })));
    }

    [Fact]
    public void Jobs_that_all_failed_call_for_no_more_routees()
    {
        var run = Busy(jobs: 100, service: 0.2, own: 4);

        Assert.Empty(Rule.Of(run with { Pools = [run.Pools[0] with { Jobs = new JobCounts(100, 0, 100, 0) }] }));
    }

    [Fact]
    public void Without_a_routee_none_was_busy()
    {
        var pool = Busy(jobs: 100, service: 0.2, own: 4).Pools[0] with { Effective = new PoolSide(0, Pool.Effective!.Dispatcher) };

        Assert.Empty(Rule.Of(Busy(jobs: 100, service: 0.2, own: 4) with { Pools = [pool] }));
    }

    [Fact]
    public void Busy_routees_for_which_nobody_waits_are_enough() => Assert.Empty(Rule.Of(Run));

    [Fact]
    public void On_full_cores_more_routees_would_not_help() => Assert.Empty(Rule.Of(Busy(jobs: 100, service: 0.2, own: 19)));

    private static RunRecord Busy(int jobs, double service, double own) => Of(Pool with
    {
        Jobs = new JobCounts(jobs, jobs, 0, 0),
        MakespanSeconds = 10,
        QueueSeconds = Upto(1.2001, 2.4),
        ServiceSeconds = All(service),
    }) with
    {
        // Ten seconds, so that the cores have twenty.
        MakespanSeconds = 10,
        Cpu = new CpuUse(own, 0, 10 * own),
        CoreSeconds = new CoreSeconds(20, own, 0, 0, 20 - own, null, 0),
        JobSeconds = new JobSeconds(140, 120, 0, jobs * service),
    };
}
