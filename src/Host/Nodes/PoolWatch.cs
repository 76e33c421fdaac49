using Akka.Actor;

namespace Mul.Host.Nodes;

/// <summary>Tells which pool has stopped, as one does that has no routee left.</summary>
internal sealed class PoolWatch : ReceiveActor
{
    public PoolWatch(IReadOnlyList<IActorRef> pools, Action<ActorPath> stopped)
    {
        foreach (var pool in pools)
        {
            Context.Watch(pool);
        }

        Receive<Terminated>(end => stopped(end.ActorRef.Path));
    }

    public static Props PropsFor(IReadOnlyList<IActorRef> pools, Action<ActorPath> stopped) => Props.Create(() => new PoolWatch(pools, stopped));
}
