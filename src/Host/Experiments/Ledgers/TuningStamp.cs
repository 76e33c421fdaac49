using System.Text.Json.Serialization;
using Mul.Host.Experiments.SearchSpace;
using Mul.Host.Traces;

namespace Mul.Host.Experiments.Ledgers;

/// <summary>What a search is for, as its ledger's header says it.</summary>
/// <param name="Dispatchers">The kinds that were tried.</param>
/// <param name="Handling">The one way of handling jobs that was asked for; null = every one that the workload has, or the profile's.</param>
/// <param name="Profile">That the candidates are laid over; null if they are profiles by themselves.</param>
internal sealed record TuningStamp(
    Objective Objective,
    IReadOnlyList<TunedExecutor> Dispatchers,
    string? Handling,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ProfileStamp? Profile = null);
