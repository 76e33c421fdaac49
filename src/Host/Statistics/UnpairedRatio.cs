namespace Mul.Host.Statistics;

/// <summary>Compares samples of different days. What drifted between the days is part of the ratio, and whoever prints it says so.</summary>
internal static class UnpairedRatio
{
    /// <summary>The ratio candidate ÷ baseline by Hodges and Lehmann, with the interval of Mann and Whitney's test.</summary>
    /// <remarks>
    /// The median of all ln(candidate) − ln(baseline), and of the same differences the c-th smallest and the c-th largest
    /// (<see cref="RankSum"/>). Perfolizer 0.6.1 has the test but not the interval, and the interval needs the distribution,
    /// of which the test is one look-up.
    /// </remarks>
    /// <param name="baseline">Values above 0, at least one.</param>
    /// <param name="candidate">Values above 0, at least one.</param>
    /// <param name="alpha">Largest probability with which the interval may miss the ratio. Default: 0.05.</param>
    public static RatioEstimate Of(ReadOnlySpan<double> baseline, ReadOnlySpan<double> candidate, double alpha = Significance.Alpha)
    {
        if (baseline.IsEmpty || candidate.IsEmpty)
        {
            throw new ArgumentException("Two samples of at least one value each.");
        }

        var differences = new double[baseline.Length * candidate.Length];
        var next = 0;
        foreach (var one in candidate)
        {
            foreach (var other in baseline)
            {
                differences[next++] = Logarithm.Of(one) - Logarithm.Of(other);
            }
        }

        Array.Sort(differences);
        return RankTest.Of(differences, RankSum.Cumulative(candidate, baseline), alpha);
    }
}
