using Mul.Actors.Nodes.Wire;
using Mul.Host.Measurement;
using Mul.Host.Tests.Experiments;

namespace Mul.Host.Tests.Measurement;

public sealed class ProcessUsageSpecs
{
    // A run whose last job ended after a millisecond, and which then waited for the others.
    [Fact]
    public void The_share_of_a_core_is_of_the_time_in_which_it_was_used()
    {
        var used = new NodeUsage(TimeSpan.FromSeconds(0.4), TimeSpan.FromSeconds(0.1), 0, 0, 0, 0, default, null, null, null, null);

        Assert.Equal(5, ProcessUsage.AddTo(Records.Record("a", 0.001), used, watchedSeconds: 10).Cpu!.Percent, 9);
    }
}
