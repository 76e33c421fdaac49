namespace Mul.Actors.Running;

/// <summary>What a run knows of all jobs of one pool.</summary>
internal record struct PoolLog
{
    /// <summary>Jobs told so far.</summary>
    public int Told { get; internal set; }

    /// <summary>Jobs that have their outcome.</summary>
    public int Answered { get; internal set; }

    /// <summary>Of the completed jobs, independent of their order.</summary>
    public ulong Digest { get; internal set; }

    /// <summary>Bytes transferred.</summary>
    public long Bytes { get; internal set; }
}
