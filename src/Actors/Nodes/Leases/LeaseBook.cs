using Mul.Actors.Running;

namespace Mul.Actors.Nodes.Leases;

/// <summary>Who holds which job, under which attempt, until when, and what has its outcome: at-least-once work, counted exactly once.</summary>
/// <remarks>
/// A pure state machine. It has no clock and no threads: instants are handed in, on any clock that only goes forward, and what
/// is to be done comes back as <see cref="Deed"/>s, to be done in their order.
/// </remarks>
internal sealed class LeaseBook
{
    private readonly LeaseRules _rules;
    private readonly JobTable _jobs;
    private readonly NodeTable _nodes;
    private readonly Returns _returns;

    /// <param name="rules">What to judge by.</param>
    /// <param name="recorded">Outcomes that an earlier epoch has committed: their jobs are not done again.</param>
    public LeaseBook(LeaseRules rules, IEnumerable<NodeOutcome>? recorded = null)
    {
        _rules = rules;
        _jobs = new JobTable(rules.Pools);
        _nodes = new NodeTable(rules);
        _returns = new Returns(_jobs, rules.MostDeaths);
        foreach (var outcome in recorded ?? [])
        {
            var job = _jobs.Find(outcome.Lease.Job, outcome.Lease.Pool);
            job.Attempt = outcome.Lease.Attempt;
            job.Outcome = outcome;
            job.State = JobState.Settled;
        }
    }

    /// <summary>Attempts handed out beyond a job's first.</summary>
    public int Redispatched { get; private set; }

    /// <summary>Leases that ended without having been renewed.</summary>
    public int Expired { get; private set; }

    /// <summary>Nodes that are known to have died.</summary>
    public int Died => _returns.Died;

    /// <summary>Results that came too late to count.</summary>
    public int Stale { get; private set; }

    /// <summary>Jobs that some node holds.</summary>
    public int Leased => _nodes.All.Sum(node => node.Jobs.Count);

    /// <summary>Nodes heard of within a lease's time.</summary>
    public int NodesAt(TimeSpan now) => _nodes.CountAt(now);

    /// <summary>Whether a node has been heard of within a lease's time.</summary>
    public bool IsHere(string node, TimeSpan now) => _nodes.IsHere(node, now);

    /// <summary>Whether its leases are kept: its name is its own, and it is not gone.</summary>
    public bool Knows(Incarnation incarnation) => _nodes.Find(incarnation) is not null;

    /// <summary>Whether its name is another process's, and both of them live.</summary>
    public bool IsAnothers(Incarnation incarnation) => _nodes.IsAnothers(incarnation);

    /// <summary>The node whose outcome of a job counts; null if none has come yet, or nobody did it.</summary>
    public string? ReporterOf(int number) => _jobs.Find(number).Reporter?.Node;

    /// <summary>The run tells a job.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="pool">Its pool's place in the workload.</param>
    public IReadOnlyList<Deed> Tell(int number, int pool)
    {
        var job = _jobs.Find(number, pool);
        job.IsTold = true;
        if (job.State == JobState.Settled)
        {
            return job.Answer(null);
        }

        // Nodes may have spoken of it before, when the coordinator has been started again.
        if (job.State == JobState.Known)
        {
            _jobs.Queue(job);
        }

        return _returns.IsStopping && job.State == JobState.Waiting ? job.Cancel() : [];
    }

    /// <summary>A node says that it is there, and what it holds: its leases begin anew.</summary>
    /// <param name="wanted">By pool.</param>
    /// <param name="held">Every job that it holds, whoever gave it.</param>
    public IReadOnlyList<Deed> Renew(Incarnation incarnation, IReadOnlyList<JobsWanted> wanted, IReadOnlyList<Lease> held, TimeSpan now)
    {
        var deeds = new List<Deed>();
        if (_nodes.Greet(incarnation, now, out var before) is not { } node)
        {
            return deeds;
        }

        if (before is not null)
        {
            deeds.AddRange(incarnation.Outlived(before.Incarnation) ? _returns.Bury(before) : _returns.HandBack(before));
        }

        node.LastHeard = now;
        node.Want(wanted);
        foreach (var lease in held.Where(IsOfThisRun))
        {
            Adopt(node, lease, now + _rules.Lease);
        }

        return deeds;
    }

    /// <summary>A node says how many jobs it wants to have, by pool.</summary>
    public void Want(Incarnation incarnation, IReadOnlyList<JobsWanted> wanted) => _nodes.Find(incarnation)?.Want(wanted);

    /// <summary>Results of a node, perhaps not for the first time.</summary>
    public IReadOnlyList<Deed> Hear(Incarnation from, IReadOnlyList<NodeOutcome> outcomes)
    {
        var hearing = new Hearing(from);
        foreach (var outcome in outcomes.Where(outcome => IsOfThisRun(outcome.Lease)))
        {
            Hear(_jobs.Find(outcome.Lease.Job, outcome.Lease.Pool), outcome, hearing);
        }

        return hearing.Deeds;
    }

    /// <summary>The journal has these jobs' outcomes for good.</summary>
    public IReadOnlyList<Deed> Committed(IEnumerable<int> numbers)
    {
        var acknowledged = new Dictionary<Incarnation, List<Lease>>();
        var others = new List<Deed>();
        foreach (var job in numbers.Select(number => _jobs.Find(number)))
        {
            job.State = JobState.Settled;
            if (job.Reporter is { } reporter)
            {
                (acknowledged.TryGetValue(reporter, out var leases) ? leases : acknowledged[reporter] = []).Add(job.Lease);
            }

            if (job.IsTold)
            {
                others.AddRange(job.Answer(job.Reporter));
            }

            others.AddRange(job.CrossCheck());
        }

        return [.. acknowledged.Select(pair => new Deed.Acknowledge(pair.Key, pair.Value)), .. others];
    }

    /// <summary>A node hands back what it holds, and goes: nobody died.</summary>
    public IReadOnlyList<Deed> Leave(Incarnation incarnation) =>
        [.. _nodes.Remove(incarnation) is { } node ? _returns.HandBack(node) : [], new Deed.Farewell(incarnation)];

    /// <summary>A node's process is known to have ended.</summary>
    public IReadOnlyList<Deed> Bury(Incarnation incarnation) => _nodes.Remove(incarnation) is { } node ? _returns.Bury(node) : [];

    /// <summary>No more jobs are handed out: those that nobody holds are answered as cancelled now, the others when their nodes have cancelled them.</summary>
    public IReadOnlyList<Deed> Stop()
    {
        _returns.IsStopping = true;
        return [.. _jobs.Waiting.ToArray().SelectMany(job => job.Cancel())];
    }

    /// <summary>Takes leases back that have ended.</summary>
    public IReadOnlyList<Deed> Tick(TimeSpan now)
    {
        var ended = _nodes.All.SelectMany(node => node.Jobs).Where(job => job.LeaseEnds <= now).ToArray();
        Expired += ended.Length;
        return [.. ended.SelectMany(_returns.TakeBack)];
    }

    /// <summary>Hands waiting jobs to whoever has room for them.</summary>
    public IReadOnlyList<Deed> Deal(TimeSpan now)
    {
        if (_returns.IsStopping || !_nodes.AreHeard(now))
        {
            return [];
        }

        var heard = _nodes.CountAt(now);
        var offers = new Dictionary<Holder, List<Lease>>();
        while (_jobs.NextLastChance() is { } job && Give(job))
        {
        }

        // One is left that needs a node to itself: some node gets nothing else until it holds nothing.
        var emptied = _jobs.NextLastChance() is null ? null : _nodes.Emptiest(now);
        for (var pool = 0; pool < _rules.Pools; pool++)
        {
            while (_jobs.Next(pool) is { } job && Give(job, emptied))
            {
            }
        }

        return [.. offers.Select(offer => new Deed.Offer(offer.Key.Incarnation, offer.Value))];

        bool Give(LeasedJob job, Holder? except = null)
        {
            if (_nodes.Taker(job, NodeTable.Ahead(_jobs.WaitingIn(job.Pool), heard), now, except) is not { } node)
            {
                return false;
            }

            Redispatched += job.Attempt.Number > 0 ? 1 : 0;
            job.Attempt = job.Attempt.NextIn(_rules.Epoch);
            JobTable.Give(job, node, now + _rules.Lease);
            (offers.TryGetValue(node, out var leases) ? leases : offers[node] = []).Add(job.Lease);
            return true;
        }
    }

    // What comes from elsewhere must not bring the book down.
    private bool IsOfThisRun(Lease lease) => lease.Job >= 0 && lease.Pool >= 0 && lease.Pool < _rules.Pools;

    // A job in the hands of a node is that node's, unless a newer attempt is known: also one whose lease ended while nobody
    // else had it, and one that an earlier epoch gave.
    private void Adopt(Holder node, Lease lease, TimeSpan leaseEnds)
    {
        var job = _jobs.Find(lease.Job, lease.Pool);
        if (job.Holder == node && lease.Attempt == job.Attempt)
        {
            job.LeaseEnds = leaseEnds;
        }
        else if (job.IsOpen && (lease.Attempt > job.Attempt || (lease.Attempt == job.Attempt && job.Holder is null)))
        {
            JobTable.Release(job);
            job.Attempt = lease.Attempt;
            JobTable.Give(job, node, leaseEnds);
        }
    }

    private void Hear(LeasedJob job, NodeOutcome outcome, Hearing hearing)
    {
        if (job.State == JobState.Committing)
        {
            // Not acknowledged before the commit, whoever says it: it will be said again.
            job.KeepLate(outcome.Check);
        }
        else if (job.State == JobState.Settled)
        {
            Stale += outcome.Lease.Attempt == job.Attempt ? 0 : 1;
            hearing.Acknowledge(outcome.Lease);
            job.KeepLate(outcome.Check);
            hearing.Add(job.CrossCheck());
        }
        else if (outcome.Lease.Attempt < job.Attempt)
        {
            // The fence: the newer attempt is counted, whichever is done first.
            Stale++;
            job.KeepLate(outcome.Check);
            hearing.Acknowledge(outcome.Lease);
        }
        else
        {
            job.Attempt = outcome.Lease.Attempt;
            if (outcome.Kind == OutcomeKind.Cancelled)
            {
                hearing.Acknowledge(outcome.Lease);
                hearing.Add(_returns.TakeBack(job));
            }
            else
            {
                JobTable.Release(job);
                job.Reporter = hearing.From;
                hearing.Commit(job.Conclude(outcome));
            }
        }
    }
}
