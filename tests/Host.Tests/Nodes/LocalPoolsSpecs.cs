using Mul.Actors.Jobs;
using Mul.Host.Nodes;

namespace Mul.Host.Tests.Nodes;

public sealed class LocalPoolsSpecs
{
    [Fact]
    public void Pools_are_at_work_as_long_as_a_routee_of_any_of_them_has_a_job_in_hand()
    {
        var gauge = new PoolGauge();
        using IRunPools pools = new LocalPools([], [new PoolGauge(), gauge]);

        Assert.False(pools.AreAtWork);
        gauge.JobStarted();
        Assert.True(pools.AreAtWork);
        gauge.JobFinished();
        Assert.False(pools.AreAtWork);
    }
}
