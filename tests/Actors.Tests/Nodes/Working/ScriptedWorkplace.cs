using Akka.Actor;
using Mul.Actors.Jobs;
using Mul.Actors.Nodes.Wire;
using Mul.Actors.Nodes.Working;

namespace Mul.Actors.Tests.Nodes.Working;

/// <summary>The inside of a node that does nothing by itself, and answers what a spec says.</summary>
internal sealed class ScriptedWorkplace : IWorkplace
{
    public List<int> Started { get; } = [];

    public bool IsCancelled { get; private set; }

    public bool IsClosed { get; private set; }

    public IActorRef AnswersTo { get; private set; } = ActorRefs.Nobody;

    public IReadOnlyList<int> AtOnce => [3];

    public NodeUsage Used { get; } = new(TimeSpan.FromSeconds(1), default, 0, 0, 0, 0, default, null, null, null, null);

    public IReadOnlyList<NodeCount> Counts { get; set; } = [];

    public void Start(int job, IActorRef answerTo)
    {
        AnswersTo = answerTo;
        Started.Add(job);
    }

    public void Answer(JobProtocol.Outcome outcome) => AnswersTo.Tell(outcome);

    public void Cancel() => IsCancelled = true;

    public NodeUsage Usage() => Used;

    public IReadOnlyList<NodePoolView> Pools() => [];

    public IReadOnlyList<NodeCount> TakeCounts() => Counts;

    public void Dispose() => IsClosed = true;
}
