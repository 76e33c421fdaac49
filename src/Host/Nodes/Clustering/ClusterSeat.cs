using Akka.Actor;
using Mul.Actors.Nodes.Leases;
using Mul.Actors.Nodes.Working;

namespace Mul.Host.Nodes.Clustering;

/// <summary>Where routees that another node has made find the pools of the node that they are on: all that they are made of is their type.</summary>
internal sealed class ClusterSeat : IExtension
{
    private readonly Lock _lock = new();

    /// <summary>Set before the node joins.</summary>
    public IWorkplace? Workplace { get; set; }

    /// <summary>Set before the node joins.</summary>
    public Incarnation? Incarnation { get; set; }

    /// <summary>Starts a job for whoever asks: each pool's routee does so on a thread of its own, and the place makes one job after the other.</summary>
    public void Start(int job, IActorRef asker)
    {
        lock (_lock)
        {
            Workplace!.Start(job, asker);
        }
    }

    public static ClusterSeat Of(ActorSystem system) => system.WithExtension<ClusterSeat, Provider>();

    private sealed class Provider : ExtensionIdProvider<ClusterSeat>
    {
        public override ClusterSeat CreateExtension(ExtendedActorSystem system) => new();
    }
}
