using System.Diagnostics;
using Akka.Actor;
using Mul.Actors.Nodes.Leases;
using Mul.Actors.Nodes.Wire;
using static Mul.Actors.Nodes.CoordinatorProtocol;
using static Mul.Actors.Nodes.Wire.NodeProtocol;

namespace Mul.Actors.Nodes.Coordinating;

/// <summary>Does what its book of leases wants done: between the pools of a run, the nodes, and the journal.</summary>
internal sealed class Coordinator : ReceiveActor
{
    /// <summary>Where nodes look for it: <c>/user/coordinator</c>.</summary>
    public const string Name = "coordinator";

    private readonly CoordinatorPlan _plan;
    private readonly Session _session;
    private readonly LeaseBook _book;
    private readonly MetNodes _nodes;
    private readonly RouteeNumbers _routees;
    private readonly Dictionary<int, IActorRef> _askers = [];
    private readonly Dictionary<Incarnation, IReadOnlyList<Lease>> _acknowledgements = [];
    private readonly NodeTimelines _timelines;
    private readonly List<(IActorRef Asker, int Survey, TimeSpan Asked)> _stocktakings = [];
    private int _disagreements;
    private int _surveys;
    private bool _isDealing;
    private bool _isStopping;

    public Coordinator(CoordinatorPlan plan)
    {
        _plan = plan;
        _session = new Session(plan.Run, plan.Rules.Epoch, plan.Build);
        _book = new LeaseBook(plan.Rules, plan.Recorded);
        _nodes = new MetNodes(plan.Rules.Pools);
        _routees = new RouteeNumbers(plan.Rules.Pools);
        _timelines = new NodeTimelines(_nodes, _routees);

        Receive<Submit>(job =>
        {
            _askers[job.Number] = Sender;
            Do(_book.Tell(job.Number, job.Pool));
            DealSoon();
        });
        Receive<Result>(Hear);
        Receive<Recorded>(recorded => Do(_book.Committed(recorded.Jobs)));
        Receive<DealNow>(_ => Deal());
        Receive<Renew>(Meet);
        Receive<Counted>(counted => _nodes.Note(counted, Stopwatch.GetTimestamp()));
        Receive<Tick>(_ => LookAtTheClock());
        Receive<Join>(join => Greet(join.Build));
        Receive<Leave>(leave => DoAndDeal(_book.Leave(leave.From)));
        Receive<NodeEnded>(ended => DoAndDeal(_nodes.ProcessOf(ended.Node) is { } node ? _book.Bury(node) : []));
        Receive<StopRun>(_ => StopWorking());
        Receive<TakeStock>(_ => Survey());
        Receive<Surveyed>(surveyed =>
        {
            if (_nodes.Note(surveyed))
            {
                _routees.Note(surveyed);
            }

            ReportStock();
        });
    }

    public static Props PropsFor(CoordinatorPlan plan) => Props.Create(() => new Coordinator(plan));

    protected override bool AroundReceive(Receive receive, object message)
    {
        var isHandled = base.AroundReceive(receive, message);
        foreach (var (to, leases) in _acknowledgements)
        {
            _nodes.At(to).Tell(new ResultAck(leases, []));
        }

        _acknowledgements.Clear();
        return isHandled;
    }

    protected override void PreRestart(Exception reason, object message)
    {
        _plan.Failed(reason);
        base.PreRestart(reason, message);
    }

    private void Greet(Guid build)
    {
        if (build == _plan.Build)
        {
            Sender.Tell(new Welcome(_session, _plan.Rules.Lease, _plan.Work));
        }
        else
        {
            Sender.Tell(new TurnedAway("this node is another build of mul than its coordinator, and may make other jobs of the same options; run the same build everywhere"));
        }
    }

    private void Meet(Renew renew)
    {
        if (renew.Session != _session)
        {
            // It came with the list of another run, or with the pools of this one from before its coordinator was started again.
            Greet(renew.Session.Build);
            return;
        }

        var deeds = _book.Renew(renew.From, renew.Wanted, renew.Held, Ticks.Now);
        if (_book.IsAnothers(renew.From))
        {
            Sender.Tell(new TurnedAway($"another node is called {renew.From.Node}; give this one another --name"));
            return;
        }

        if (_book.Knows(renew.From))
        {
            _nodes.Meet(renew.From, Sender);
        }

        Sender.Tell(Renewed.Instance);
        DoAndDeal(deeds);
        // A run that waits for its nodes need not wait for the clock as well.
        TakeCensus();
    }

    private void Hear(Result result)
    {
        if (!result.Session.SharesResultsWith(_session))
        {
            // Job 17 of another run is another job.
            Greet(result.Session.Build);
            return;
        }

        _nodes.Note(result.From, Sender);
        _book.Want(result.From, result.Wanted);
        DoAndDeal(_book.Hear(result.From, _nodes.Dated(result)));
    }

    private void LookAtTheClock()
    {
        Do(_book.Tick(Ticks.Now));
        Deal();
        ReportStock();
        TakeCensus();
    }

    private void TakeCensus() => _plan.Watched(new NodeCensus(_book.NodesAt(Ticks.Now), _book.Leased, _book.Redispatched, _book.Died));

    // Jobs told one after another are handed out together.
    private void DealSoon()
    {
        if (!_isDealing)
        {
            _isDealing = true;
            Self.Tell(DealNow.Instance);
        }
    }

    private void Deal()
    {
        _isDealing = false;
        Do(_book.Deal(Ticks.Now));
    }

    private void DoAndDeal(IReadOnlyList<Deed> deeds)
    {
        Do(deeds);
        Deal();
    }

    private void Do(IReadOnlyList<Deed> deeds)
    {
        foreach (var deed in deeds)
        {
            switch (deed)
            {
                case Deed.Offer(var to, var leases):
                    _nodes.At(to).Tell(_acknowledgements.Remove(to, out var acknowledged) ? new ResultAck(acknowledged, leases) : new Offer(leases));
                    break;
                case Deed.Acknowledge(var to, var leases):
                    // Until this message is dealt with: a job that is offered to that node goes with it.
                    _acknowledgements[to] = _acknowledgements.TryGetValue(to, out var others) ? [.. others, .. leases] : leases;
                    break;
                case Deed.Commit(var outcomes):
                    Record(outcomes);
                    break;
                case Deed.Answer(var outcome, var by):
                    Answer(outcome, by);
                    break;
                case Deed.Farewell(var to):
                    // To who says goodbye: it may be a node that never joined this run, or one whose name is another's by now.
                    Sender.Tell(new Farewell(to));
                    break;
                case Deed.Disagreement:
                    _disagreements++;
                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(deeds), deed, "a deed of no known kind");
            }
        }
    }

    private void Record(IReadOnlyList<NodeOutcome> outcomes)
    {
        var jobs = new Recorded([.. outcomes.Select(outcome => outcome.Lease.Job)]);
        JournalEntry[] entries = _plan.Store is null
            ? []
            : [.. outcomes.Where(outcome => outcome.Lease.Job < _plan.Jobs).Select(outcome => new JournalEntry(outcome, _book.ReporterOf(outcome.Lease.Job)))];
        if (entries.Length == 0)
        {
            Do(_book.Committed(jobs.Jobs));
        }
        else
        {
            var self = Self;
            _plan.Store!.Append(entries, () => self.Tell(jobs));
        }
    }

    private void Answer(NodeOutcome outcome, Incarnation? by)
    {
        if (_askers.Remove(outcome.Lease.Job, out var asker))
        {
            asker.Tell(new Settled(outcome, _timelines.Of(outcome, by?.Node)));
        }
    }

    private void StopWorking()
    {
        _isStopping = true;
        Do(_book.Stop());
        foreach (var node in _nodes.All)
        {
            node.Tell(StopWork.Instance);
        }

        ReportStock();
    }

    private void Survey()
    {
        _surveys++;
        _stocktakings.Add((Sender, _surveys, Ticks.Now));
        foreach (var node in _nodes.All)
        {
            node.Tell(new Survey(_surveys));
        }

        ReportStock();
    }

    private void ReportStock()
    {
        var now = Ticks.Now;
        var patience = _isStopping ? _plan.StopPatience : _plan.StockPatience;
        foreach (var (asker, survey, asked) in _stocktakings.ToArray())
        {
            if (now - asked >= patience || _nodes.HaveAnswered(survey, name => _book.IsHere(name, now)))
            {
                _stocktakings.RemoveAll(stocktaking => stocktaking.Survey == survey);
                asker.Tell(new Report(
                    _nodes.TakeReports(survey),
                    _routees.Known,
                    new LeaseCounts(_book.Leased, _book.Redispatched, _book.Expired, _book.Died, _book.Stale, _disagreements)));
            }
        }
    }

    private sealed record DealNow
    {
        public static DealNow Instance { get; } = new();
    }
}
