using System.Collections.Concurrent;
using Akka.Actor;

namespace Mul.Actors.Jobs;

/// <summary>The gauges of an ActorSystem's pools, one for each parent of routees.</summary>
internal sealed class PoolGauges : IExtension
{
    private readonly ConcurrentDictionary<ActorPath, PoolGauge> _gauges = new();

    public static PoolGauges Of(ActorSystem system) => system.WithExtension<PoolGauges, Provider>();

    /// <summary>The gauge of the pool at <paramref name="pool"/>; an empty one if no routee has entered yet.</summary>
    public PoolGauge For(ActorPath pool) => _gauges.GetOrAdd(pool, _ => new PoolGauge());

    internal Placement Enter(IActorContext context) => For(context.Self.Path.Parent).Enter(context);

    private sealed class Provider : ExtensionIdProvider<PoolGauges>
    {
        public override PoolGauges CreateExtension(ExtendedActorSystem system) => new();
    }
}
