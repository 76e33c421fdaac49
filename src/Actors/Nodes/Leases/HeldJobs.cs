using Mul.Actors.Running;

namespace Mul.Actors.Nodes.Leases;

/// <summary>What a node holds: jobs under a lease, and results that nobody has acknowledged yet.</summary>
/// <remarks>A pure state machine, the other side of <see cref="LeaseBook"/>; instants are handed in.</remarks>
internal sealed class HeldJobs
{
    // So long a result may wait for others that go with it.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    private readonly Dictionary<int, Lease> _inHand = [];
    private readonly Dictionary<int, Result> _results = [];
    private readonly List<int> _unsent = [];
    private TimeSpan _lease;
    private TimeSpan _lastTick;
    private TimeSpan _sendBy = TimeSpan.MaxValue;
    private bool _isLeaving;

    /// <param name="incarnation">The node's first life in this process.</param>
    /// <param name="lease">A pause longer than this ends a life.</param>
    public HeldJobs(Incarnation incarnation, TimeSpan lease, TimeSpan now)
    {
        Incarnation = incarnation;
        _lease = lease;
        _lastTick = now;
    }

    public Incarnation Incarnation { get; private set; }

    /// <summary>Every job whose lease this node needs, done or not.</summary>
    public IReadOnlyList<Lease> Leases
    {
        get
        {
            // By hand: what a spread or LINQ makes of a struct of ours is compiled when it is first needed, in mid-run.
            var leases = new List<Lease>(_inHand.Count + _results.Count);
            foreach (var (_, lease) in _inHand)
            {
                leases.Add(lease);
            }

            foreach (var (_, result) in _results)
            {
                leases.Add(result.Outcome.Lease);
            }

            return leases;
        }
    }

    /// <summary>Whether nothing is left to be acknowledged.</summary>
    public bool IsSettled => _results.Count == 0;

    /// <summary>Takes jobs, and returns those to be started: not those that it has already.</summary>
    public IReadOnlyList<Lease> Take(IReadOnlyList<Lease> offered)
    {
        var toStart = new List<Lease>();
        foreach (var lease in _isLeaving ? [] : offered)
        {
            if (_inHand.TryGetValue(lease.Job, out var held))
            {
                _inHand[lease.Job] = lease.Attempt > held.Attempt ? lease : held;
            }
            else if (!_results.TryGetValue(lease.Job, out var result))
            {
                _inHand.Add(lease.Job, lease);
                toStart.Add(lease);
            }
            else if (lease.Attempt > result.Outcome.Lease.Attempt)
            {
                Again(lease, result, toStart);
            }
        }

        return toStart;
    }

    /// <summary>A job has ended; false if the node has given it up meanwhile.</summary>
    /// <param name="outcome">Of its lease only the number of the job matters.</param>
    /// <param name="finished">When it had ended.</param>
    public bool Finish(NodeOutcome outcome, TimeSpan finished)
    {
        if (!_inHand.Remove(outcome.Lease.Job, out var lease))
        {
            return false;
        }

        _results[lease.Job] = new Result(outcome with { Lease = lease }, finished);
        _unsent.Add(lease.Job);
        _sendBy = Min(_sendBy, finished + Patience);
        return true;
    }

    /// <summary>Whether some result has waited long enough to be sent.</summary>
    public bool IsSendDue(TimeSpan now) => now >= _sendBy;

    /// <summary>Results to send now: those not sent yet, and those sent and not acknowledged for long.</summary>
    public IReadOnlyList<NodeOutcome> Due(TimeSpan now)
    {
        var due = new List<NodeOutcome>(_unsent.Count);
        foreach (var job in _unsent)
        {
            if (_results.TryGetValue(job, out var result))
            {
                due.Add(result.Send(now, _lease));
            }
        }

        _unsent.Clear();
        _sendBy = TimeSpan.MaxValue;
        return due;
    }

    /// <summary>The coordinator has these for good.</summary>
    public void Acknowledge(IReadOnlyList<Lease> leases)
    {
        foreach (var lease in leases)
        {
            if (_results.TryGetValue(lease.Job, out var result) && result.Outcome.Lease.Attempt <= lease.Attempt)
            {
                _results.Remove(lease.Job);
            }
        }
    }

    /// <summary>
    /// Time has passed. After a gap in which its leases must have ended the node begins another life: it gives up what it has
    /// not done, and keeps what it has. To be called several times within a lease.
    /// </summary>
    /// <returns>Whether another life has begun.</returns>
    public bool Tick(TimeSpan now)
    {
        var wasPaused = now - _lastTick > _lease;
        _lastTick = now;
        if (wasPaused)
        {
            LiveAgain();
        }

        foreach (var (job, result) in _results)
        {
            if (result.ResendAt <= now)
            {
                SendAtOnce(job);
            }
        }

        return wasPaused;
    }

    /// <summary>The node has new pools: it begins another life, gives up what it has not done, and keeps what it has.</summary>
    public void Reopen(TimeSpan lease, TimeSpan now)
    {
        (_lease, _lastTick) = (lease, now);
        LiveAgain();
        _unsent.Clear();
        foreach (var job in _results.Keys)
        {
            SendAtOnce(job);
        }
    }

    /// <summary>From here on it takes no jobs, and gives up those that it has not done.</summary>
    public void Leave()
    {
        _isLeaving = true;
        _inHand.Clear();
    }

    private void LiveAgain()
    {
        Incarnation = Incarnation with { Life = Incarnation.Life + 1 };
        _inHand.Clear();
    }

    private void SendAtOnce(int job)
    {
        _unsent.Add(job);
        _sendBy = TimeSpan.MinValue;
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    // The result depends on the job alone, so it is the newer attempt's as well; a failure may be the attempt's own.
    private void Again(Lease lease, Result result, List<Lease> toStart)
    {
        if (result.Outcome.Kind == OutcomeKind.Completed)
        {
            result.Outcome = result.Outcome with { Lease = lease };
            SendAtOnce(lease.Job);
        }
        else
        {
            _results.Remove(lease.Job);
            _inHand.Add(lease.Job, lease);
            toStart.Add(lease);
        }
    }

    private sealed class Result(NodeOutcome outcome, TimeSpan finished)
    {
        private int _sent;

        public NodeOutcome Outcome { get; set; } = outcome;

        /// <summary>When it is sent again unless it has been acknowledged; never, before it was first sent.</summary>
        public TimeSpan ResendAt { get; private set; } = TimeSpan.MaxValue;

        public NodeOutcome Send(TimeSpan now, TimeSpan lease)
        {
            // A quarter of a lease, then twice as long each time, up to two leases: a coordinator that is away is not drowned when it is back.
            ResendAt = now + (lease / 4 * (1 << Math.Min(_sent++, 3)));
            return Outcome = Outcome with { Age = now - finished };
        }
    }
}
