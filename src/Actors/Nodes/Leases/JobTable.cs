namespace Mul.Actors.Nodes.Leases;

/// <summary>The jobs that a <see cref="LeaseBook"/> knows, each in one state, and the queues of those that wait.</summary>
internal sealed class JobTable(int pools)
{
    private readonly Dictionary<int, LeasedJob> _jobs = [];
    private readonly Queue<LeasedJob>[] _fresh = [.. Enumerable.Range(0, pools).Select(_ => new Queue<LeasedJob>())];
    private readonly Queue<LeasedJob> _lastChances = [];
    private readonly Queue<LeasedJob>[] _again = [.. Enumerable.Range(0, pools).Select(_ => new Queue<LeasedJob>())];

    public IEnumerable<LeasedJob> Waiting => _jobs.Values.Where(job => job.State == JobState.Waiting);

    /// <summary>The job of that number, made known if it is not.</summary>
    public LeasedJob Find(int number, int pool) =>
        _jobs.TryGetValue(number, out var job) ? job : _jobs[number] = new LeasedJob(number, pool);

    public LeasedJob Find(int number) => _jobs[number];

    /// <summary>The job at its last chance to hand out next, of whatever pool, or null.</summary>
    public LeasedJob? NextLastChance() => Next(_lastChances);

    /// <summary>The job to hand out next, or null; none that is at its last chance. One that has been handed out before is first: somebody has waited for it longest.</summary>
    public LeasedJob? Next(int pool) => Next(_again[pool]) ?? Next(_fresh[pool]);

    /// <summary>About how many wait: some may have had their outcome or a holder meanwhile.</summary>
    public int WaitingIn(int pool) => _again[pool].Count + _fresh[pool].Count;

    public void Queue(LeasedJob job)
    {
        job.State = JobState.Waiting;
        (job.IsLastChance ? _lastChances : (job.Attempt.Number > 0 ? _again : _fresh)[job.Pool]).Enqueue(job);
    }

    public static void Give(LeasedJob job, Holder node, TimeSpan leaseEnds)
    {
        job.State = JobState.Leased;
        job.Holder = node;
        job.LeaseEnds = leaseEnds;
        node.Take(job);
    }

    /// <summary>Nobody holds it any more.</summary>
    public static void Release(LeasedJob job)
    {
        job.Holder?.Drop(job);
        job.Holder = null;
    }

    // A job leaves its queue when it is looked at: it may have had its outcome or a holder meanwhile.
    private static LeasedJob? Next(Queue<LeasedJob> queue)
    {
        while (queue.TryPeek(out var job))
        {
            if (job.State == JobState.Waiting)
            {
                return job;
            }

            queue.Dequeue();
        }

        return null;
    }
}
