namespace Mul.Host.Experiments.Comparing;

/// <summary>What came of one guard rail of <c>mul check</c>, by medians over the samples.</summary>
/// <param name="Name">Its option's, without the dashes.</param>
/// <param name="Of">The pool, or the baseline; null for a bystander.</param>
/// <param name="Value">Jobs at once, seconds, or a multiple of what the baseline needs; null if unknown.</param>
/// <param name="Limit">In the same unit: at least so many jobs, at most so much of the others.</param>
/// <param name="Kept">Null if undecided.</param>
internal sealed record RailOutcome(string Name, string? Of, double? Value, double Limit, bool? Kept);
