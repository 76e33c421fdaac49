using Mul.Host.Experiments.SearchSpace;

namespace Mul.Host.Experiments.Ledgers;

/// <summary>What a search is for, as its ledger's header says it.</summary>
/// <param name="Dispatchers">The kinds that were tried.</param>
/// <param name="Handling">The one way of handling jobs that was tried; null = every one that the workload has.</param>
internal sealed record TuningStamp(Objective Objective, IReadOnlyList<TunedExecutor> Dispatchers, string? Handling);
