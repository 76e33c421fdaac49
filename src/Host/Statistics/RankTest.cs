namespace Mul.Host.Statistics;

/// <summary>What a test by ranks makes of its pairwise comparisons: an estimate, an interval, a probability.</summary>
/// <remarks>
/// Hodges and Lehmann, Annals of Mathematical Statistics 1963; Hollander, Wolfe and Chicken, 3rd ed., 3.3 and 4.3. The sorted
/// comparisons are the Walsh averages of one sample, or the differences between two; the test statistic is how many of
/// them lie above zero.
/// </remarks>
internal static class RankTest
{
    /// <summary>The logarithm of a ratio: its median, its interval, and the two-sided probability of one so far from 0.</summary>
    /// <param name="sorted">The pairwise comparisons, in ascending order.</param>
    /// <param name="cumulative">P(statistic ≤ t) if nothing differs, for t = 0 … <c>sorted.Length</c>.</param>
    /// <param name="alpha">Largest probability with which the interval may miss the truth, from 0 to 1.</param>
    public static RatioEstimate Of(ReadOnlySpan<double> sorted, double[] cumulative, double alpha)
    {
        if (alpha is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "Between 0 and 1.");
        }

        var c = FirstAbove(cumulative, alpha / 2);
        return new RatioEstimate(
            Math.Exp(Median.OfSorted(sorted)),
            c == 0 ? 0 : Math.Exp(sorted[c - 1]),
            c == 0 ? double.PositiveInfinity : Math.Exp(sorted[^c]),
            Probability(sorted, cumulative));
    }

    public static double[] Accumulate(double[] probability)
    {
        for (var t = 1; t < probability.Length; t++)
        {
            probability[t] = Math.Min(1, probability[t] + probability[t - 1]);
        }

        return probability;
    }

    /// <summary>P(statistic ≤ t) for t = 0 … <paramref name="most"/> by the normal distribution of equal mean and variance, with a correction of one half for continuity.</summary>
    /// <param name="most">Comparisons; if nothing differs, half of them lie above zero on average.</param>
    public static double[] Normal(int most, double sigma)
    {
        var cumulative = new double[most + 1];
        for (var t = 0; t <= most; t++)
        {
            cumulative[t] = Statistics.Normal.Cumulative((t + 0.5 - (most / 2.0)) / sigma);
        }

        return cumulative;
    }

    // A comparison of exactly zero, which ties and equal pairs make, counts against a difference on both sides.
    // So the probability is at most α exactly if the interval excludes zero, and ties can only raise it: had
    // they been broken by chance, the statistic would have been at least as extreme.
    private static double Probability(ReadOnlySpan<double> sorted, double[] cumulative)
    {
        var (notAbove, notBelow) = (0, 0);
        foreach (var comparison in sorted)
        {
            notAbove += comparison <= 0 ? 1 : 0;
            notBelow += comparison >= 0 ? 1 : 0;
        }

        return Math.Min(1, 2 * cumulative[Math.Min(notAbove, notBelow)]);
    }

    // How many of the smallest comparisons the interval leaves out, plus one: c in W(c); 0 if there is no interval.
    private static int FirstAbove(double[] cumulative, double half)
    {
        // Sums of binary fractions such as 1/40 land a rounding error beside the half that they equal.
        var limit = half * (1 + 1e-9);
        var c = 0;
        while (cumulative[c] <= limit)
        {
            c++;
        }

        return c;
    }
}
