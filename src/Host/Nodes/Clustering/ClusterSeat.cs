using Akka.Actor;
using Mul.Actors.Nodes;

namespace Mul.Host.Nodes.Clustering;

/// <summary>Where routees that another node has made find the pools of the node that they are on: all that they are made of is their type.</summary>
internal sealed class ClusterSeat : IExtension
{
    /// <summary>Set before the node joins.</summary>
    public IWorkplace? Workplace { get; set; }

    /// <summary>Set before the node joins.</summary>
    public Incarnation Incarnation { get; set; }

    public static ClusterSeat Of(ActorSystem system) => system.WithExtension<ClusterSeat, Provider>();

    private sealed class Provider : ExtensionIdProvider<ClusterSeat>
    {
        public override ClusterSeat CreateExtension(ExtendedActorSystem system) => new();
    }
}
