using Akka.Actor;
using Mul.Actors.Jobs;
using Mul.Actors.Nodes.Leases;
using Mul.Actors.Running;
using static Mul.Actors.Jobs.JobProtocol;
using static Mul.Actors.Nodes.CoordinatorProtocol;

namespace Mul.Actors.Nodes.Coordinating;

/// <summary>Stands where a run expects a pool, and answers each job with the one outcome that the nodes came to.</summary>
internal sealed class NodePool : ReceiveActor
{
    private IActorRef _run = ActorRefs.Nobody;

    /// <param name="coordinator">Who finds a node for each job.</param>
    /// <param name="pool">The pool's place in its workload.</param>
    /// <param name="offset">The number of its job 0 in the list that all nodes share.</param>
    public NodePool(IActorRef coordinator, int pool, int offset)
    {
        Receive<Job>(job =>
        {
            _run = Sender;
            coordinator.Tell(new Submit(offset + job.Id, pool));
        });
        Receive<Settled>(settled => _run.Tell(OutcomeOf(settled.Outcome, settled.Outcome.Lease.Job - offset, settled.Timeline)));
    }

    public static Props PropsFor(IActorRef coordinator, int pool, int offset) => Props.Create(() => new NodePool(coordinator, pool, offset));

    private static Outcome OutcomeOf(NodeOutcome outcome, int job, JobTimeline timeline) => outcome.Kind switch
    {
        OutcomeKind.Completed => JobResult.Completed(outcome.Digest, outcome.Bytes).OutcomeOf(job, timeline),
        OutcomeKind.Failed => new Failed(job, timeline, outcome.Reason ?? "failed, and its node did not say why"),
        OutcomeKind.Cancelled => new Cancelled(job, timeline),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome.Kind, "an outcome of no known kind"),
    };
}
