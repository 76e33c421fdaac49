using System.Diagnostics;
using Akka.Actor;
using Mul.Actors.Jobs;
using Mul.Actors.Nodes.Leases;
using Mul.Actors.Nodes.Wire;
using static Mul.Actors.Nodes.CoordinatorProtocol;
using static Mul.Actors.Nodes.Wire.NodeProtocol;

namespace Mul.Actors.Nodes.Working;

/// <summary>Joins a coordinator, and does what it is offered in pools of its own.</summary>
internal sealed class Node : ReceiveActor
{
    // A frame with so many results is a tenth of the largest that is allowed.
    private const int ResultsPerMessage = 1_000;

    private static readonly TimeSpan JoinInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LeaveInterval = TimeSpan.FromMilliseconds(200);

    private readonly NodePlan _plan;
    private readonly ActorSelection _coordinator;
    private readonly TimeSpan _started;
    private readonly Silence _silence;
    private HeldJobs? _held;
    private HeldJobs? _kept;
    private IWorkplace? _workplace;
    private IActorRef _inbox = ActorRefs.Nobody;
    private Feeder? _feeder;
    private Appetite? _appetite;
    private Session _session;
    private TimeSpan _lease;
    private TimeSpan _nextWord;
    private bool _isOpening;
    private bool _isSending;
    private bool _isLeaving;

    public Node(NodePlan plan)
    {
        _plan = plan;
        _started = plan.Clock();
        _silence = new Silence(plan.Silent, plan.Heard);
        // By path: a coordinator that was started again is another actor at the same place.
        _coordinator = Context.ActorSelection(plan.Coordinator);

        Receive<Inbox.Answered>(answered =>
        {
            // What a closed workplace still answers is of another list, or has been given up.
            if (answered.At.Equals(_inbox))
            {
                Finish(answered.Outcome);
            }
        });
        Receive<Send>(_ => SendResults(plan.Clock()));
        Receive<Offer>(offer => Take(offer.Leases));
        Receive<ResultAck>(acknowledgement =>
        {
            _held?.Acknowledge(acknowledgement.Leases);
            Take(acknowledgement.Offered);
        });
        Receive<Tick>(_ => LookAtTheClock(plan.Clock()));
        Receive<Renewed>(_ => { });
        Receive<Welcome>(Settle);
        Receive<Opened>(opened => Open(opened.Workplace));
        Receive<Status.Failure>(failure => _plan.Ended(failure.Cause));
        Receive<TurnedAway>(refusal => _plan.Ended(new UserException(refusal.Reason)));
        Receive<Survey>(survey => Answer(survey.Number));
        Receive<StopWork>(_ => Cancel());
        Receive<LeaveNow>(_ => Leave());
        Receive<Farewell>(farewell => Depart(farewell.To));
    }

    public static Props PropsFor(NodePlan plan) => Props.Create(() => new Node(plan));

    // Whatever the coordinator says, it is there.
    protected override bool AroundReceive(Receive receive, object message)
    {
        if (message is INodeMessage)
        {
            _silence.Hear(_plan.Clock());
        }

        return base.AroundReceive(receive, message);
    }

    protected override void PostStop() => _workplace?.Dispose();

    // Another one in its place would know nothing of the run.
    protected override void PreRestart(Exception reason, object message)
    {
        _plan.Ended(reason);
        base.PreRestart(reason, message);
    }

    private void Settle(Welcome welcome)
    {
        if (_isOpening || _isLeaving || welcome.Session == _session)
        {
            return;
        }

        _kept = welcome.Session.SharesResultsWith(_session) ? _held : null;

        // A thread of its own: this actor's must hear and speak meanwhile, and the CLR's pool may be what the profile is about.
        _isOpening = true;
        _held = null;
        if (_workplace is not null)
        {
            Context.Stop(_inbox);
            _workplace.Dispose();
            (_workplace, _feeder) = (null, null);
        }

        (_session, _lease) = (welcome.Session, welcome.Lease);
        var open = _plan.Open;
        Task.Factory
            .StartNew(() => new Opened(open(welcome.Work)), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
            .PipeTo(Self);
    }

    private void Open(IWorkplace workplace)
    {
        _isOpening = false;
        _workplace = workplace;
        _appetite = new Appetite(workplace.AtOnce);
        _inbox = Context.ActorOf(Inbox.PropsFor().WithDispatcher(Context.Props.Dispatcher));
        _feeder = new Feeder(workplace, _inbox);
        if (_kept is null)
        {
            _held = new HeldJobs(_plan.Incarnation, _lease, _plan.Clock());
        }
        else
        {
            _kept.Reopen(_lease, _plan.Clock());
            (_held, _kept) = (_kept, null);
        }

        _silence.Hear(_plan.Clock());
        _plan.Joined();
        Renew(_plan.Clock());
    }

    private void Take(IReadOnlyList<Lease> offered)
    {
        var now = _plan.Clock();
        foreach (var lease in _held?.Take(offered) ?? [])
        {
            _feeder!.Add(lease);
            Feed(lease.Pool, now);
        }
    }

    private void Feed(int pool, TimeSpan now) => _feeder!.FillUp(pool, _appetite!.UseAt(pool, now));

    private void Finish(JobProtocol.Outcome outcome)
    {
        var now = _plan.Clock();
        if (_held is null || _feeder!.Answered(outcome.JobId) is not { } pool)
        {
            return;
        }

        _appetite!.Done(pool, now);
        Feed(pool, now);
        if (!_held.Finish(NodeOutcome.Of(outcome), now - Stopwatch.GetElapsedTime(outcome.Timeline.Finished)))
        {
            return;
        }

        // While more of them wait here nobody is idle for want of a word, and words cost. What has been done by the time that
        // this comes round goes with it.
        if (!_isSending && (_feeder.IsEmpty(pool) || _held.IsSendDue(now)))
        {
            _isSending = true;
            Self.Tell(Send.Instance);
        }
    }

    private void SendResults(TimeSpan now)
    {
        _isSending = false;
        if (_held is null)
        {
            return;
        }

        var wanted = _appetite!.WantedAt(now);
        foreach (var results in _held.Due(now).Chunk(ResultsPerMessage))
        {
            _coordinator.Tell(new Result(_held.Incarnation, _session, now - _started, _isLeaving ? [] : wanted, results), Self);
        }
    }

    private void LookAtTheClock(TimeSpan now)
    {
        if (_held is null)
        {
            if (now >= _nextWord && !_isOpening)
            {
                _nextWord = now + JoinInterval;
                _coordinator.Tell(new Join(_plan.Incarnation, _plan.Build), Self);
            }

            return;
        }

        var isReborn = _held.Tick(now);
        _silence.Look(now, _lease);
        if (isReborn)
        {
            _feeder!.Forget();
        }

        if (_held.IsSendDue(now))
        {
            SendResults(now);
        }

        if (isReborn || now >= _nextWord)
        {
            Renew(now);
        }
    }

    private void Renew(TimeSpan now)
    {
        if (_isLeaving)
        {
            _nextWord = now + LeaveInterval;
            _coordinator.Tell(new Leave(_held!.Incarnation), Self);
            return;
        }

        _nextWord = now + (_lease / 3);
        _coordinator.Tell(new Renew(_held!.Incarnation, _session, _appetite!.WantedAt(now), _held.Leases), Self);
        if (_workplace!.TakeCounts() is { Count: > 0 } counts)
        {
            _coordinator.Tell(new Counted(_held.Incarnation, counts, _workplace.Usage()), Self);
        }
    }

    private void Answer(int survey)
    {
        if (_held is null)
        {
            return;
        }

        var usage = _workplace!.Usage();
        _coordinator.Tell(new Counted(_held.Incarnation, _workplace.TakeCounts(), usage), Self);
        _coordinator.Tell(new Surveyed(_held.Incarnation, survey, usage, _workplace.Pools()), Self);
    }

    private void Cancel()
    {
        _workplace?.Cancel();
        // So that they are answered: as cancelled.
        _feeder?.TellAll();
    }

    private void Leave()
    {
        _isLeaving = true;
        if (_held is null)
        {
            _plan.Ended(null);
            return;
        }

        // First, so that what is cancelled herewith is handed back and not answered.
        _held.Leave();
        _feeder!.Forget();
        _workplace!.Cancel();
        var now = _plan.Clock();
        SendResults(now);
        Renew(now);
    }

    private void Depart(Incarnation to)
    {
        if (_isLeaving && to == _held?.Incarnation && _held.IsSettled)
        {
            _plan.Ended(null);
        }
    }

    /// <summary>Told by the host: hand back what is held, and go.</summary>
    public sealed record LeaveNow
    {
        public static LeaveNow Instance { get; } = new();
    }

    private sealed record Opened(IWorkplace Workplace);

    private sealed record Send
    {
        public static Send Instance { get; } = new();
    }
}
