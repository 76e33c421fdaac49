namespace Mul.Host.Statistics;

/// <summary>One candidate against the baseline.</summary>
/// <param name="Estimate">Unadjusted, as it is printed.</param>
/// <param name="AdjustedP">By Holm over all candidates.</param>
/// <param name="BlocksToDecide">About how many blocks in all would decide; null where the verdict is reached, or out of reach.</param>
internal sealed record Comparison(RatioEstimate Estimate, double AdjustedP, Verdict Verdict, int? BlocksToDecide)
{
    /// <summary>Every candidate against one baseline.</summary>
    /// <param name="baseline">One value above 0 for each block.</param>
    /// <param name="candidates">For each candidate the same blocks, in the same order.</param>
    /// <param name="threshold">The difference that matters.</param>
    /// <param name="alpha">What the intervals and the probabilities are held against. Default: 0.05; at a look, <see cref="Looks.Alpha"/>.</param>
    public static IReadOnlyList<Comparison> Of(double[] baseline, IReadOnlyList<double[]> candidates, Threshold threshold, double alpha = Significance.Alpha)
    {
        var estimates = candidates.Select(candidate => PairedRatio.Of(baseline, candidate, alpha)).ToArray();
        var adjusted = Holm.Adjust([.. estimates.Select(estimate => estimate.P)]);
        var least = Threshold.LeastBlocks(candidates.Count, alpha);
        return [.. estimates.Select((estimate, i) =>
        {
            var verdict = baseline.Length < least ? Verdict.Inconclusive : threshold.Judge(estimate, adjusted[i], alpha);
            return new Comparison(estimate, adjusted[i], verdict, verdict == Verdict.Inconclusive ? ToDecide(estimate) : null);
        })];

        int? ToDecide(RatioEstimate estimate) =>
            double.IsInfinity(estimate.High) ? least
            : threshold.BlocksToDecide(estimate, baseline.Length) is { } blocks ? Math.Max(least, blocks)
            : null;
    }
}
