using Akka.Actor;
using Mul.Actors.Jobs;

namespace Mul.Host.Nodes;

/// <summary>Pools in the run's own process: the routers that its profile deploys.</summary>
internal sealed class LocalPools(IReadOnlyList<IActorRef> pools, IReadOnlyList<PoolGauge> gauges) : IRunPools
{
    public IReadOnlyList<IActorRef> ForRun => pools;

    public IReadOnlyList<IActorRef> ForWarmup => pools;

    public int Places => 1;

    public IReadOnlyList<PoolGauge> Gauges => gauges;

    public void Cancel()
    {
        // Their jobs have the run's own token.
    }

    public void Begin()
    {
    }

    public PoolsSeen End() => new([.. gauges.Select(gauge => gauge.Routees)]);

    public void Dispose()
    {
        // Its actors end with their ActorSystem.
    }
}
