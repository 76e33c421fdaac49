namespace Mul.Host.Statistics;

/// <summary>The exact distribution of Mann and Whitney's U when nothing differs.</summary>
/// <remarks>Mann and Whitney, Annals of Mathematical Statistics 1947, equation 1.</remarks>
internal static class RankSum
{
    /// <summary>P(U ≤ u) for u = 0 … n·m.</summary>
    /// <remarks>
    /// The largest of all values is one of the first n with probability n ÷ (n + m) and then beats all m others; so the
    /// distribution for (n, m) follows from those for (n − 1, m) and (n, m − 1).
    /// </remarks>
    /// <param name="n">Values of the first sample, at least 1.</param>
    /// <param name="m">Values of the second sample, at least 1.</param>
    public static double[] Cumulative(int n, int m)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(m, 1);

        // fewer[j] is the distribution for (i − 1, j), current[j] for (i, j).
        double[] certainlyZero = [1];
        var fewer = Enumerable.Repeat(certainlyZero, m + 1).ToArray();
        for (var i = 1; i <= n; i++)
        {
            var current = new double[m + 1][];
            current[0] = certainlyZero;
            for (var j = 1; j <= m; j++)
            {
                current[j] = Next(i, j, fewer[j], current[j - 1]);
            }

            fewer = current;
        }

        return RankTest.Accumulate(fewer[m]);
    }

    private static double[] Next(int i, int j, double[] withoutFirst, double[] withoutSecond)
    {
        var first = (double)i / (i + j);
        var next = new double[i * j + 1];
        for (var u = 0; u < next.Length; u++)
        {
            next[u] = (u >= j ? first * withoutFirst[u - j] : 0) + (u < withoutSecond.Length ? (1 - first) * withoutSecond[u] : 0);
        }

        return next;
    }
}
