using System.Text.Json.Serialization;
using Mul.Host.Traces;

namespace Mul.Host.Experiments.Ledgers;

/// <summary>One sample of an experiment: one line of the ledger.</summary>
/// <param name="Phase">The experiment itself, or the re-run of its two leaders.</param>
/// <param name="Block">From 1, in its phase.</param>
/// <param name="Order">Its place in its block, from 0.</param>
/// <param name="Profile">The profile's name in this experiment.</param>
/// <param name="Seed">Of the jobs.</param>
/// <param name="Record">What was measured; null if nothing was.</param>
/// <param name="Failure">Why nothing was measured, or not the whole run; null if it was.</param>
internal sealed record Cell(Phase Phase, int Block, int Order, string Profile, ulong Seed, RunRecord? Record, string? Failure);

internal enum Phase
{
    [JsonStringEnumMemberName("blocks")]
    Blocks,

    /// <summary>The best two once more, on fresh blocks: the one that came out first was also the luckiest (winner's curse).</summary>
    [JsonStringEnumMemberName("final")]
    Final,
}
