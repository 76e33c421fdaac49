namespace Mul.Actors.Nodes.Leases;

/// <summary>What a <see cref="LeaseBook"/> wants done: it does nothing itself.</summary>
internal abstract record Deed
{
    /// <summary>Hand these jobs to a node.</summary>
    public sealed record Offer(Incarnation To, IReadOnlyList<Lease> Leases) : Deed;

    /// <summary>Append these to the journal and say when they are committed: until then nobody may rely on them.</summary>
    public sealed record Commit(IReadOnlyList<NodeOutcome> Outcomes) : Deed;

    /// <summary>Tell a node that it need not keep these results.</summary>
    public sealed record Acknowledge(Incarnation To, IReadOnlyList<Lease> Leases) : Deed;

    /// <summary>Answer the run: a job's one outcome.</summary>
    /// <param name="By">Who did it; null if nobody did in this epoch.</param>
    public sealed record Answer(NodeOutcome Outcome, Incarnation? By) : Deed;

    /// <summary>Two attempts at one job have different digests, so its result does not depend on the job alone.</summary>
    public sealed record Disagreement(int Job, ulong Recorded, ulong Other) : Deed;

    /// <summary>Tell a node that what it held is handed back, and it may go.</summary>
    public sealed record Farewell(Incarnation To) : Deed;
}
