using Akka.Actor;
using Mul.Actors.Jobs;
using Mul.Actors.Nodes;
using Mul.Actors.Nodes.Leases;
using static Mul.Actors.Nodes.Wire.NodeProtocol;

namespace Mul.Host.Nodes.Clustering;

/// <summary>Hands what Akka.Cluster's router pushes to a node to that node's pools, and says once how it ended.</summary>
internal sealed class ClusterRoutee : ReceiveActor
{
    private readonly ClusterSeat _seat = ClusterSeat.Of(Context.System);
    private readonly TimeSpan _started = Ticks.Now;
    private readonly Dictionary<int, (Lease Lease, IActorRef Asker)> _askers = [];

    public ClusterRoutee()
    {
        Receive<Offer>(offer =>
        {
            foreach (var lease in offer.Leases)
            {
                _askers[lease.Job] = (lease, Sender);
                _seat.Start(lease.Job, Self);
            }
        });
        Receive<JobProtocol.Outcome>(outcome =>
        {
            if (_askers.Remove(outcome.JobId, out var asked))
            {
                var now = Ticks.Now;
                var result = NodeOutcome.Of(outcome) with { Lease = asked.Lease, Age = now - Ticks.Since(outcome.Timeline.Finished) };
                asked.Asker.Tell(new Result(_seat.Incarnation!, default, now - _started, [], [result]));
            }
        });
    }

    /// <summary>Without parameters, so that nothing but the type's name travels.</summary>
    public static Props PropsFor() => Props.Create<ClusterRoutee>();
}
