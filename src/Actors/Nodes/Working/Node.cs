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
    private Shift? _shift;
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
            if (_shift is { } shift && answered.At.Equals(shift.Inbox))
            {
                Finish(answered.Outcome, shift);
            }
        });
        Receive<Send>(_ => SendResults(plan.Clock()));
        Receive<Offer>(offer => Take(offer.Leases));
        Receive<ResultAck>(acknowledgement =>
        {
            _shift?.Held.Acknowledge(acknowledgement.Leases);
            Take(acknowledgement.Offered);
        });
        Receive<Tick>(_ => LookAtTheClock(plan.Clock()));
        Receive<Renewed>(_ => { });
        Receive<Welcome>(Settle);
        Receive<Opened>(Begin);
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

    protected override void PostStop() => _shift?.Workplace.Dispose();

    // Another one in its place would know nothing of the run.
    protected override void PreRestart(Exception reason, object message)
    {
        _plan.Ended(reason);
        base.PreRestart(reason, message);
    }

    private void Settle(Welcome welcome)
    {
        if (_isOpening || _isLeaving || welcome.Session == _shift?.Session)
        {
            return;
        }

        HeldJobs? kept = null;
        if (_shift is { } last)
        {
            kept = welcome.Session.SharesResultsWith(last.Session) ? last.Held : null;
            Context.Stop(last.Inbox);
            last.Workplace.Dispose();
            _shift = null;
        }

        // A thread of its own: this actor's must hear and speak meanwhile, and the CLR's pool may be what the profile is about.
        _isOpening = true;
        var open = _plan.Open;
        Task.Factory
            .StartNew(() => new Opened(open(welcome.Work), welcome, kept), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
            .PipeTo(Self);
    }

    private void Begin(Opened opened)
    {
        var (workplace, welcome, kept) = opened;
        var now = _plan.Clock();
        kept?.Reopen(welcome.Lease, now);
        var inbox = Context.ActorOf(Inbox.PropsFor().WithDispatcher(Context.Props.Dispatcher));
        _shift = new Shift(welcome.Session, welcome.Lease, workplace, inbox, kept ?? new HeldJobs(_plan.Incarnation, welcome.Lease, now));
        _isOpening = false;
        _silence.Hear(now);
        _plan.Joined();
        Renew(_shift, now);
    }

    private void Take(IReadOnlyList<Lease> offered)
    {
        if (_shift is not { } shift)
        {
            return;
        }

        var now = _plan.Clock();
        foreach (var lease in shift.Held.Take(offered))
        {
            shift.Feeder.Add(lease);
            shift.Feed(lease.Pool, now);
        }
    }

    private void Finish(JobProtocol.Outcome outcome, Shift shift)
    {
        var now = _plan.Clock();
        if (shift.Feeder.Answered(outcome.JobId) is not { } pool)
        {
            return;
        }

        shift.Appetite.Done(pool, now);
        shift.Feed(pool, now);
        if (!shift.Held.Finish(NodeOutcome.Of(outcome), Ticks.Since(outcome.Timeline.Finished)))
        {
            return;
        }

        // While more of them wait here nobody is idle for want of a word, and words cost. What has been done by the time that
        // this comes round goes with it.
        if (!_isSending && (shift.Feeder.IsEmpty(pool) || shift.Held.IsSendDue(now)))
        {
            _isSending = true;
            Self.Tell(Send.Instance);
        }
    }

    private void SendResults(TimeSpan now)
    {
        _isSending = false;
        if (_shift is not { } shift)
        {
            return;
        }

        var wanted = shift.Appetite.WantedAt(now);
        foreach (var results in shift.Held.Due(now).Chunk(ResultsPerMessage))
        {
            _coordinator.Tell(new Result(shift.Held.Incarnation, shift.Session, now - _started, _isLeaving ? [] : wanted, results), Self);
        }
    }

    private void LookAtTheClock(TimeSpan now)
    {
        if (_shift is not { } shift)
        {
            if (now >= _nextWord && !_isOpening)
            {
                _nextWord = now + JoinInterval;
                _coordinator.Tell(new Join(_plan.Incarnation, _plan.Build), Self);
            }

            return;
        }

        var isReborn = shift.Held.Tick(now);
        _silence.Look(now, shift.Lease);
        if (isReborn)
        {
            shift.Feeder.Forget();
        }

        if (shift.Held.IsSendDue(now))
        {
            SendResults(now);
        }

        if (isReborn || now >= _nextWord)
        {
            Renew(shift, now);
        }
    }

    private void Renew(Shift shift, TimeSpan now)
    {
        if (_isLeaving)
        {
            _nextWord = now + LeaveInterval;
            _coordinator.Tell(new Leave(shift.Held.Incarnation), Self);
            return;
        }

        _nextWord = now + (shift.Lease / 3);
        _coordinator.Tell(new Renew(shift.Held.Incarnation, shift.Session, shift.Appetite.WantedAt(now), shift.Held.Leases), Self);
        if (shift.Workplace.TakeCounts() is { Count: > 0 } counts)
        {
            _coordinator.Tell(new Counted(shift.Held.Incarnation, counts, shift.Workplace.Usage()), Self);
        }
    }

    private void Answer(int survey)
    {
        if (_shift is not { Workplace: var workplace, Held.Incarnation: var me })
        {
            return;
        }

        var usage = workplace.Usage();
        _coordinator.Tell(new Counted(me, workplace.TakeCounts(), usage), Self);
        _coordinator.Tell(new Surveyed(me, survey, usage, workplace.Pools()), Self);
    }

    private void Cancel()
    {
        _shift?.Workplace.Cancel();
        // So that they are answered: as cancelled.
        _shift?.Feeder.TellAll();
    }

    private void Leave()
    {
        _isLeaving = true;
        if (_shift is not { } shift)
        {
            _plan.Ended(null);
            return;
        }

        // First, so that what is cancelled herewith is handed back and not answered.
        shift.Held.Leave();
        shift.Feeder.Forget();
        shift.Workplace.Cancel();
        var now = _plan.Clock();
        SendResults(now);
        // Its last word: what is not told now nobody will ask for.
        _coordinator.Tell(new Counted(shift.Held.Incarnation, shift.Workplace.TakeCounts(), shift.Workplace.Usage()), Self);
        Renew(shift, now);
    }

    private void Depart(Incarnation to)
    {
        if (_isLeaving && _shift?.Held is { IsSettled: true } held && to == held.Incarnation)
        {
            _plan.Ended(null);
        }
    }

    /// <summary>Told by the host: hand back what is held, and go.</summary>
    public sealed record LeaveNow
    {
        public static LeaveNow Instance { get; } = new();
    }

    private sealed record Opened(IWorkplace Workplace, Welcome Welcome, HeldJobs? Kept);

    // From one welcome to the next.
    private sealed record Shift(Session Session, TimeSpan Lease, IWorkplace Workplace, IActorRef Inbox, HeldJobs Held)
    {
        public Feeder Feeder { get; } = new(Workplace, Inbox);

        public Appetite Appetite { get; } = new(Workplace.AtOnce);

        public void Feed(int pool, TimeSpan now) => Feeder.FillUp(pool, Appetite.UseAt(pool, now));
    }

    private sealed record Send
    {
        public static Send Instance { get; } = new();
    }
}
