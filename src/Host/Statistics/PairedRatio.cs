namespace Mul.Host.Statistics;

/// <summary>Compares samples that share their blocks, so that what drifts between blocks cancels out.</summary>
internal static class PairedRatio
{
    /// <summary>The ratio candidate ÷ baseline by Hodges and Lehmann, with the exact interval of the signed-rank test.</summary>
    /// <remarks>
    /// On d = ln(candidate) − ln(baseline): the median of the averages (dᵢ + dⱼ)/2, i ≤ j, and of the same averages the
    /// c-th smallest and the c-th largest (<see cref="SignedRank"/>).
    /// </remarks>
    /// <param name="baseline">One value above 0 for each block.</param>
    /// <param name="candidate">The same blocks, in the same order.</param>
    /// <param name="alpha">Largest probability with which the interval may miss the ratio. Default: 0.05.</param>
    public static RatioEstimate Of(ReadOnlySpan<double> baseline, ReadOnlySpan<double> candidate, double alpha = Significance.Alpha)
    {
        if (baseline.Length != candidate.Length || baseline.IsEmpty)
        {
            throw new ArgumentException($"Blocks pair samples: {baseline.Length} of the baseline, {candidate.Length} of the candidate.");
        }

        var logs = new double[baseline.Length];
        for (var i = 0; i < logs.Length; i++)
        {
            // A difference of logarithms changes only its sign when the two profiles change places; a logarithm of a quotient need not.
            logs[i] = Logarithm.Of(candidate[i]) - Logarithm.Of(baseline[i]);
        }

        return RankTest.Of(WalshAverages(logs), SignedRank.Cumulative(logs.Length), alpha);
    }

    /// <summary>The averages of every value with itself and with every other, in ascending order.</summary>
    internal static double[] WalshAverages(ReadOnlySpan<double> values)
    {
        var averages = new double[values.Length * (values.Length + 1) / 2];
        var next = 0;
        for (var i = 0; i < values.Length; i++)
        {
            for (var j = i; j < values.Length; j++)
            {
                averages[next++] = (values[i] + values[j]) / 2;
            }
        }

        Array.Sort(averages);
        return averages;
    }
}
