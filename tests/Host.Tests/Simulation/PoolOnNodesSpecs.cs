using Mul.Host.Profiles;
using Mul.Host.Simulation;
using static Mul.Host.Tests.Simulation.Plans;

namespace Mul.Host.Tests.Simulation;

public sealed class PoolOnNodesSpecs
{
    [Fact]
    public void Each_node_has_the_whole_pool_with_threads_of_its_own()
    {
        // Twelve jobs of 100 ms, blocking: two at once take 600 ms, six at once 200.
        var plan = Of(Pool(Fixed(2), routees: 2), Jobs(12, wait: 100));

        Assert.Equal(600, Makespan(plan), 6);
        Assert.Equal(200, Makespan(plan with { Pools = [PoolOnNodes.Of(plan.Pools[0], nodes: 3)] }), 6);
    }

    [Fact]
    public void Nodes_share_the_cores()
    {
        // Twelve jobs of 100 ms on a core: 600 ms on two of them, however many nodes there are.
        var plan = Of(Pool(Fixed(2), routees: 2), Jobs(12, cpu: 100), cores: 2);

        Assert.Equal(600, Makespan(plan with { Pools = [PoolOnNodes.Of(plan.Pools[0], nodes: 3)] }), 6);
    }

    [Fact]
    public void A_resizer_is_each_nodes_own()
    {
        var pool = PoolOnNodes.Of(Pool(Fixed(2), routees: 2) with { Resizer = new ResizerPlan(Lower: 2, Upper: 5, PressureThreshold: 1, RampupRate: 0.2, BackoffThreshold: 0.3, BackoffRate: 0.1, MessagesPerResize: 10) }, nodes: 3);

        Assert.Equal((6, 6, 15), (pool.Routees, pool.Resizer!.Lower, pool.Resizer.Upper));
    }

    [Fact]
    public void On_one_node_it_is_the_pool() => Assert.Equal("random-pool", PoolOnNodes.Of(Pool(Fixed(2), routees: 2) with { Router = "random-pool" }, nodes: 1).Router);
}
