namespace Mul.Actors.Nodes.Leases;

/// <summary>What a <see cref="LeaseBook"/> knows of one node.</summary>
internal sealed class Holder(Incarnation incarnation, int pools)
{
    private readonly int[] _held = new int[pools];
    private readonly JobsWanted[] _wanted = new JobsWanted[pools];

    public Incarnation Incarnation { get; } = incarnation;

    public HashSet<LeasedJob> Jobs { get; } = [];

    public TimeSpan LastHeard { get; set; }

    /// <summary>When another process first came under its name; null if none did.</summary>
    public TimeSpan? Challenged { get; set; }

    /// <summary>When it was last dealt a job, in deals: whoever waited longest is first among equals.</summary>
    public long LastDealt { get; set; }

    /// <summary>Whether it has a job that gets a node to itself.</summary>
    public bool IsTaken => Jobs.Count == 1 && Jobs.First().IsLastChance;

    public int Held(int pool) => _held[pool];

    /// <summary>Whether it would take another job of a pool.</summary>
    /// <param name="ahead">At most so many of those that it holds are in advance.</param>
    public bool HasRoom(int pool, int ahead) => _held[pool] < _wanted[pool].Limit(ahead);

    /// <summary>Whether it would begin another job of a pool at once.</summary>
    public bool IsIdle(int pool) => _held[pool] < _wanted[pool].AtOnce;

    /// <param name="jobs">By pool; what is missing is 0.</param>
    public void Want(IReadOnlyList<JobsWanted> jobs)
    {
        for (var pool = 0; pool < _wanted.Length; pool++)
        {
            _wanted[pool] = pool < jobs.Count ? jobs[pool] : default;
        }
    }

    public void Take(LeasedJob job)
    {
        Jobs.Add(job);
        _held[job.Pool]++;
    }

    public void Drop(LeasedJob job)
    {
        Jobs.Remove(job);
        _held[job.Pool]--;
    }
}
