using System.Globalization;
using Akka.Actor;
using Mul.Actors.Nodes;
using Mul.Actors.Nodes.Coordinating;
using Mul.Actors.Nodes.Leases;
using Mul.Actors.Running;
using static Mul.Actors.Nodes.CoordinatorProtocol;
using static Mul.Actors.Nodes.Wire.NodeProtocol;

namespace Mul.Host.Nodes.Clustering;

/// <summary>Pushes each job once to Akka.Cluster's router, and takes for lost what has no outcome after a silence.</summary>
/// <remarks>The router does not say to whom it gave a job, so no job is known to have died with its node: only silence tells.</remarks>
internal sealed class ClusterDesk : ReceiveActor
{
    private readonly IReadOnlyList<IActorRef> _routers;
    private readonly TimeSpan _silence;
    private readonly MetNodes _nodes;
    private readonly RouteeNumbers _routees;
    private readonly NodeTimelines _timelines;
    private readonly Dictionary<int, (IActorRef Asker, int Pool)> _askers = [];
    private TimeSpan _lastWord;
    private int _surveys;
    private int _late;
    private int _died;
    private bool _isStopped;

    public ClusterDesk(IReadOnlyList<IActorRef> routers, TimeSpan silence)
    {
        _routers = routers;
        _silence = silence;
        _nodes = new MetNodes(routers.Count);
        _routees = new RouteeNumbers(routers.Count);
        _timelines = new NodeTimelines(_nodes, _routees);

        Receive<Submit>(job =>
        {
            // Jobs that come say nothing of nodes; only where none was waited for a silence begins anew.
            _lastWord = _askers.Count == 0 ? Ticks.Now : _lastWord;
            _askers[job.Number] = (Sender, job.Pool);
            _routers[job.Pool].Tell(new Offer([LeaseOf(job.Number, job.Pool)]), Self);
        });
        Receive<Result>(Hear);
        Receive<Tick>(_ =>
        {
            if (_askers.Count > 0 && Ticks.Now - _lastWord > _silence)
            {
                EndAll(OutcomeKind.Failed, string.Create(CultureInfo.InvariantCulture, $"lost: no node has answered anything for {_silence.TotalSeconds:0.#} s. Akka.Cluster's router sends a job once, whatever becomes of it: with --window fewer are on their way, and mul.nodes.silence allows longer ones"));
            }
        });
        Receive<NodeEnded>(_ => _died++);
        Receive<StopRun>(_ =>
        {
            _isStopped = true;
            EndAll(OutcomeKind.Cancelled, null);
        });
        Receive<Surveyed>(surveyed =>
        {
            _nodes.Meet(surveyed.From, Sender);
            _nodes.Note(surveyed);
            _routees.Note(surveyed);
        });
        Receive<TakeStock>(_ => Sender.Tell(new Report(
            _nodes.TakeReports(++_surveys), _routees.Known, new LeaseCounts(_askers.Count, Redispatched: 0, Expired: 0, _died, _late, Disagreements: 0))));
    }

    public static Props PropsFor(IReadOnlyList<IActorRef> routers, TimeSpan silence) => Props.Create(() => new ClusterDesk(routers, silence));

    // There is one attempt at most.
    private static Lease LeaseOf(int job, int pool) => new(job, pool, new Attempt(1, 1));

    private void Hear(Result result)
    {
        _lastWord = Ticks.Now;
        _nodes.Meet(result.From, Sender);
        foreach (var outcome in _nodes.Dated(result))
        {
            if (_askers.Remove(outcome.Lease.Job, out var asked))
            {
                asked.Asker.Tell(new Settled(outcome, _timelines.Of(outcome, result.From.Node)));
            }
            else if (!_isStopped)
            {
                _late++;
            }
        }
    }

    private void EndAll(OutcomeKind kind, string? reason)
    {
        foreach (var (job, (asker, pool)) in _askers)
        {
            var outcome = new NodeOutcome { Lease = LeaseOf(job, pool), Kind = kind, Reason = reason };
            asker.Tell(new Settled(outcome, _timelines.Of(outcome, node: null)));
        }

        _askers.Clear();
    }
}
