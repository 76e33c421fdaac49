using Mul.Actors.Running;

namespace Mul.Actors.Nodes.Leases;

/// <summary>What a <see cref="LeaseBook"/> knows of one job.</summary>
internal sealed class LeasedJob(int number, int pool)
{
    private List<ulong>? _late;
    private bool _hasDisagreed;

    public int Number { get; } = number;

    public int Pool { get; } = pool;

    public JobState State { get; set; } = JobState.Known;

    /// <summary>The newest that was handed out or heard of.</summary>
    public Attempt Attempt { get; set; }

    /// <summary>Whether the run has told it; a node may speak of it before, when the coordinator has been started again.</summary>
    public bool IsTold { get; set; }

    public bool IsAnswered { get; private set; }

    /// <summary>Who has the lease; null unless leased.</summary>
    public Holder? Holder { get; set; }

    public TimeSpan LeaseEnds { get; set; }

    /// <summary>How many nodes died while they held it.</summary>
    public int Deaths { get; set; }

    /// <summary>Whether it is given up if one more does.</summary>
    public bool IsLastChance { get; set; }

    /// <summary>What it was recorded with; null before.</summary>
    public NodeOutcome? Outcome { get; set; }

    /// <summary>Who is to be acknowledged once it is committed; null if nobody waits.</summary>
    public Incarnation? Reporter { get; set; }

    public Lease Lease => new(Number, Pool, Attempt);

    public bool IsOpen => State is JobState.Known or JobState.Waiting or JobState.Leased;

    /// <summary>From here on this is its outcome, to be relied on once it is committed.</summary>
    public NodeOutcome Conclude(NodeOutcome outcome)
    {
        State = JobState.Committing;
        return Outcome = outcome;
    }

    /// <summary>Ends it without an outcome that would be worth keeping.</summary>
    public IReadOnlyList<Deed> Cancel()
    {
        State = JobState.Settled;
        Outcome = new NodeOutcome { Lease = Lease, Kind = OutcomeKind.Cancelled };
        return IsTold ? Answer(null) : [];
    }

    public IReadOnlyList<Deed> Answer(Incarnation? by)
    {
        if (IsAnswered)
        {
            return [];
        }

        IsAnswered = true;
        return [new Deed.Answer(Outcome!, by)];
    }

    /// <summary>Keeps what an attempt came to that does not count, or came to nothing, until it can be compared.</summary>
    public void KeepLate(ulong? digest)
    {
        if (digest is { } late)
        {
            (_late ??= []).Add(late);
        }
    }

    /// <summary>Compares what was kept with what is recorded. A job disagrees once, however many attempts do and however often they are heard.</summary>
    public IReadOnlyList<Deed> CrossCheck()
    {
        var late = _late;
        _late = null;
        if (_hasDisagreed || late is null || Outcome?.Check is not { } recorded || late.FindIndex(digest => digest != recorded) is not (>= 0 and var first))
        {
            return [];
        }

        _hasDisagreed = true;
        return [new Deed.Disagreement(Number, recorded, late[first])];
    }
}

internal enum JobState
{
    /// <summary>A node spoke of it, the run has not told it, and nobody has it.</summary>
    Known,

    /// <summary>In its pool's queue.</summary>
    Waiting,
    Leased,

    /// <summary>Its outcome is on the way to the journal.</summary>
    Committing,
    Settled,
}
