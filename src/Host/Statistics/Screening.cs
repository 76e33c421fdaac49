namespace Mul.Host.Statistics;

/// <summary>Which of many candidates may be the best after so few blocks that no pair has an interval of its own.</summary>
/// <remarks>
/// Multiple comparisons with the best: Hsu, Annals of Statistics 1984. What two samples of one candidate differ by, the block's
/// share taken out, is estimated from all candidates at once, and by the median: one that is bimodal widens nobody's limit.
/// </remarks>
internal static class Screening
{
    // One-sided 95 % for some twenty candidates against their best if σ were known, less for more of them. From two blocks σ is
    // estimated: one of 20 that are all alike is dropped in about 9 % of searches, one of 60 in about 12 %.
    private const double CriticalValue = 2.7;

    /// <summary>The places of candidates that are not behind the best one by more than the threshold and chance together.</summary>
    /// <param name="candidates">For each candidate one value above 0 for each block, the blocks in the same order; less is better.</param>
    public static IReadOnlyList<int> MayBeBest(IReadOnlyList<double[]> candidates, Threshold threshold)
    {
        double[][] logs = [.. candidates.Select(values => Array.ConvertAll(values, Logarithm.Of))];
        double[] means = [.. logs.Select(values => values.Average())];
        var limit = means.Min() + Math.Log(1 + threshold.Delta) + (CriticalValue * Deviation(logs, means) * Math.Sqrt(2.0 / logs[0].Length));

        // Means of equal values may differ in their last digit.
        return [.. Enumerable.Range(0, logs.Length).Where(place => means[place] <= limit + 1e-12)];
    }

    /// <summary>The standard deviation of one sample in its block; 0 if it cannot be known.</summary>
    private static double Deviation(double[][] logs, double[] means)
    {
        var (candidates, blocks) = (logs.Length, logs[0].Length);
        if (candidates < 2 || blocks < 2)
        {
            return 0;
        }

        var mean = means.Average();
        var residuals = new double[candidates * blocks];
        for (var block = 0; block < blocks; block++)
        {
            var ofBlock = logs.Average(values => values[block]);
            for (var place = 0; place < candidates; place++)
            {
                residuals[(block * candidates) + place] = Math.Abs(logs[place][block] - means[place] - ofBlock + mean);
            }
        }

        // Residuals are smaller than what they remain of, by the means that were fitted.
        var free = (candidates - 1.0) * (blocks - 1) / (candidates * blocks);
        return Outliers.MedianDeviationToSigma * Median.Of(residuals) / Math.Sqrt(free);
    }
}
