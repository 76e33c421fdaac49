using Mul.Host.Simulation;
using Mul.Host.Traces;
using static Mul.Host.Tests.Simulation.Plans;

namespace Mul.Host.Tests.Simulation;

public sealed class SimulatedTraceSpecs
{
    [Fact]
    public void A_simulated_trace_says_of_itself_what_a_real_one_would()
    {
        // 3 threads, 5 routees, 8 jobs each: three mailboxes are drained in 800 ms, then two in 800 ms.
        var trace = Engine.Run(Of(Pool(Fixed(3), routees: 5), Jobs(40, wait: 100))).ToTrace();

        Assert.Equal(1.6, trace.MakespanSeconds, 9);
        Assert.Equal(40 * 0.1 / 1.6, Concurrency.Of(trace.Records.Span).Mean, 9);
        Assert.Equal(3, Concurrency.Of(trace.Records.Span).Max);
        Assert.Equal(0.8, new RouteeOrder(trace.Records).Times(times => times.DispatchDelay).ToSortedSeconds()[^1], 9);
    }

    [Fact]
    public void Its_pools_have_the_routees_and_the_dispatcher_that_the_plan_gives_them()
    {
        var pool = Assert.Single(Engine.Run(Of(Pool(ForkJoin(3), routees: 5), Jobs(2))).ToTrace().Pools);

        Assert.Equal("workers", pool.Name);
        Assert.Equal([0, 1, 2, 3, 4], pool.Routees.Select(routee => routee.Number));
        Assert.All(pool.Routees, routee => Assert.Equal(("ForkJoin-3", 30), (routee.Dispatcher.Id, routee.Dispatcher.Throughput)));
        Assert.Empty(pool.InFlight);
    }
}
