using Mul.Host.Simulation;

namespace Mul.Host.Tests.Simulation;

/// <summary>Pools on nodes that take jobs when they have room; every expected time is worked out by hand.</summary>
public sealed class NodesSpecs
{
    // The coordinator hears of a job's end a tick later at the least.
    private const double Tick = 0.001;

    [Fact]
    public void Each_node_has_the_whole_pool()
    {
        var result = Engine.Run(OnNodes(2, Plans.Of(Plans.Pool(Plans.Fixed(1), routees: 1), Plans.Jobs(2, cpu: 10))));

        Assert.Equal(10, result.Makespan.TotalMilliseconds, Tick);
        Assert.Equal([0, 1], result.Records.Select(record => record.Routee).Distinct().Order());
        Assert.Equal(2, result.Threads);
    }

    [Fact]
    public void Nodes_of_one_machine_share_its_cores() =>
        // 8 × 10 ms on two cores, however many threads there are.
        Assert.Equal(40, Plans.Makespan(OnNodes(4, Plans.Of(Plans.Pool(Plans.Fixed(1), routees: 1), Plans.Jobs(8, cpu: 10)))), Tick);

    [Fact]
    public void No_job_waits_behind_a_long_one_while_another_node_has_room()
    {
        var pool = Plans.Pool(Plans.Pinned(), routees: 1);
        var plan = Plans.Of(pool, [Plans.Job(wait: 100), .. Plans.Jobs(9, wait: 10)]);

        // The nine are done one after another beside the long one; a router of two routees would have put four of them behind it.
        Assert.Equal(100, Plans.Makespan(OnNodes(2, plan)), Tick);
        Assert.Equal(140, Plans.Makespan(plan with { Pools = [pool with { Routees = 2 }] }), Tick);
    }

    [Fact]
    public void The_first_job_of_a_node_is_waited_for_and_those_that_follow_lie_there_in_advance()
    {
        var plan = Plans.Of(Plans.Pool(Plans.Pinned(), routees: 1), Plans.Jobs(4, wait: 50)) with { HandOverTime = TimeSpan.FromMilliseconds(5) };

        // 50, then 5 until the coordinator has answered with two, since one was just done; from there on one is always in advance.
        Assert.Equal(205, Plans.Makespan(OnNodes(1, plan)), Tick);
    }

    [Fact]
    public void The_last_jobs_are_left_to_whoever_is_done_first() =>
        // Both are done at 10; the first that the coordinator hears would have both of the others, one of them in advance.
        Assert.Equal(20, Plans.Makespan(OnNodes(2, Plans.Of(Plans.Pool(Plans.Fixed(1), routees: 1), Plans.Jobs(4, cpu: 10)))), Tick);

    [Fact]
    public void A_bound_counts_the_routees_and_threads_of_all_nodes()
    {
        var plan = Plans.Of(Plans.Pool(Plans.Fixed(1), routees: 1), Plans.Jobs(12, wait: 10), cores: 8);

        Assert.Equal(120, Bounds.Of(plan)[0].Makespan.TotalMilliseconds, Tick);
        Assert.Equal(40, Bounds.Of(OnNodes(3, plan))[0].Makespan.TotalMilliseconds, Tick);
    }

    private static SimulationPlan OnNodes(int nodes, SimulationPlan plan) => plan with { Nodes = nodes };
}
