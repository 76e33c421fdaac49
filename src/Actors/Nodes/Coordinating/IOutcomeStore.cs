using Mul.Actors.Nodes.Leases;

namespace Mul.Actors.Nodes.Coordinating;

/// <summary>Where outcomes are kept for good: one for each job, the first that comes.</summary>
internal interface IOutcomeStore
{
    /// <summary>Appends a batch and returns at once; a job that is there already stays as it is.</summary>
    /// <param name="entries">Each with the node that did the job; null if nobody did.</param>
    /// <param name="committed">Called, on any thread, once all of them would survive a crash of the machine.</param>
    void Append(IReadOnlyList<JournalEntry> entries, Action committed);
}

/// <param name="Node">Null where no node did it.</param>
internal sealed record JournalEntry(NodeOutcome Outcome, string? Node);
