using Mul.Host.Simulation;
using Mul.Host.Traces;
using static Mul.Host.Tests.Simulation.Plans;

namespace Mul.Host.Tests.Simulation;

public sealed class SimulationResultSpecs
{
    [Fact]
    public void A_simulated_runs_records_say_of_it_what_real_ones_would()
    {
        // 3 threads, 5 routees, 8 jobs each: three mailboxes are drained in 800 ms, then two in 800 ms.
        var result = Engine.Run(Of(Pool(Fixed(3), routees: 5), Jobs(40, wait: 100)));

        Assert.Equal(1.6, result.Makespan.TotalSeconds, 9);
        Assert.Equal(40 * 0.1 / 1.6, Concurrency.Of(result.Records).Mean, 9);
        Assert.Equal(3, Concurrency.Of(result.Records).Max);
        Assert.Equal(0.8, new RouteeOrder(result.Records).Times(times => times.DispatchDelay).ToSortedSeconds()[^1], 9);
    }
}
