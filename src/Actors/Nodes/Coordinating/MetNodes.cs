using Akka.Actor;
using Mul.Actors.Nodes.Leases;
using Mul.Actors.Nodes.Wire;
using static Mul.Actors.Nodes.CoordinatorProtocol;
using static Mul.Actors.Nodes.Wire.NodeProtocol;

namespace Mul.Actors.Nodes.Coordinating;

/// <summary>The nodes that a coordinator has met: where they are, and what they said of themselves.</summary>
/// <param name="pools">How many the workload has.</param>
internal sealed class MetNodes(int pools)
{
    // Managed thread ids are small; those of two nodes must differ.
    private const int ThreadsPerNode = 1_000_000;

    private readonly Dictionary<string, Met> _nodes = [];
    private readonly List<NodeReport> _outlived = [];

    public IEnumerable<IActorRef> All => _nodes.Values.Select(node => node.Ref);

    /// <summary>From here on its name is this process's.</summary>
    public void Meet(Incarnation node, IActorRef at)
    {
        var known = Known(node, at);
        if (known.Process != node.Process)
        {
            _outlived.Add(new NodeReport(node.Node, known.Process, known.Usage, HasAnswered: false, []));
            known.Ref = at;
            known.Process = node.Process;
            known.Age = new NodeAge();
            known.Usage = null;
            known.Survey = 0;
        }
    }

    /// <summary>It said something, perhaps long ago: what another process of its name has become by now stays.</summary>
    public void Note(Incarnation node, IActorRef at) => Known(node, at);

    /// <summary>The outcomes with when, on this machine's clock, each was done: its node tells how long it has been running, and how old the outcome is.</summary>
    public IReadOnlyList<NodeOutcome> Dated(Result result)
    {
        var running = Ticks.Of(result.Running);
        var began = Find(result.From) is { } known ? known.Age.Hear(result.HeardAt, running) : result.HeardAt - running;
        var dated = new List<NodeOutcome>(result.Outcomes.Count);
        foreach (var outcome in result.Outcomes)
        {
            var finished = result.Running - outcome.Age;
            dated.Add(outcome with { Finished = finished, FinishedAt = began + Ticks.Of(finished) });
        }

        return dated;
    }

    public IActorRef At(Incarnation node) => Find(node)?.Ref ?? ActorRefs.Nobody;

    /// <summary>The process whose name it is, with all of its lives; null if nobody was met under it.</summary>
    public Incarnation? ProcessOf(string node) => _nodes.TryGetValue(node, out var known) ? new Incarnation(node, known.Process, int.MaxValue) : null;

    /// <summary>A thread's number among those of all nodes.</summary>
    public int ThreadOf(string node, int thread) => (_nodes.TryGetValue(node, out var known) ? (known.Place + 1) * ThreadsPerNode : 0) + thread;

    /// <summary>False if it is of a process whose name is another's by now, which says nothing any more.</summary>
    public bool Note(Surveyed surveyed)
    {
        if (Find(surveyed.From) is not { } node)
        {
            return false;
        }

        node.Usage = surveyed.Usage;
        node.Survey = surveyed.Number;
        return true;
    }

    public void Note(Counted counted, long now)
    {
        if (Find(counted.From) is { } node)
        {
            node.Usage = counted.Usage;
            node.Counts.AddRange(counted.Counts.Where(count => count.Pool >= 0 && count.Pool < pools).Select(count => new CountedJobs(now - Ticks.Of(count.Age), count.Pool, count.Jobs)));
        }
    }

    /// <summary>Whether every node that is here has answered that survey.</summary>
    public bool HaveAnswered(int survey, Func<string, bool> isHere) => _nodes.All(node => node.Value.Survey >= survey || !isHere(node.Key));

    /// <summary>What was counted is handed over, and forgotten here; so is what was known of processes that have successors.</summary>
    /// <param name="survey">The one that is being reported.</param>
    public IReadOnlyList<NodeReport> TakeReports(int survey)
    {
        NodeReport[] reports =
        [
            .. _nodes.OrderBy(node => node.Value.Place)
                .Select(node => new NodeReport(node.Key, node.Value.Process, node.Value.Usage, node.Value.Survey >= survey, node.Value.TakeCounts())),
            .. _outlived,
        ];
        _outlived.Clear();
        return reports;
    }

    private Met Known(Incarnation node, IActorRef at)
    {
        if (!_nodes.TryGetValue(node.Node, out var known))
        {
            _nodes.Add(node.Node, known = new Met(_nodes.Count, at, node.Process));
        }
        else if (known.Process == node.Process)
        {
            known.Ref = at;
        }

        return known;
    }

    private Met? Find(Incarnation node) => _nodes.TryGetValue(node.Node, out var known) && known.Process == node.Process ? known : null;

    private sealed class Met(int place, IActorRef at, long process)
    {
        private List<CountedJobs> _counts = [];

        public int Place { get; } = place;

        public IActorRef Ref { get; set; } = at;

        public long Process { get; set; } = process;

        public NodeAge Age { get; set; } = new();

        public NodeUsage? Usage { get; set; }

        public int Survey { get; set; }

        public List<CountedJobs> Counts => _counts;

        public List<CountedJobs> TakeCounts()
        {
            var taken = _counts;
            _counts = [];
            return taken;
        }
    }
}
