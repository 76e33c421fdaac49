namespace Mul.Host.Statistics;

/// <summary>The distribution of Wilcoxon's signed-rank statistic T⁺ when nothing differs.</summary>
/// <remarks>Wilcoxon, Biometrics Bulletin 1945; Hollander, Wolfe and Chicken, Nonparametric Statistical Methods, 3rd ed., 3.1.</remarks>
internal static class SignedRank
{
    // Exact ones of 400 pairs take some milliseconds, and eight times as long with every doubling.
    private const int MostExact = 400;

    /// <summary>P(T⁺ ≤ t) for t = 0 … n(n+1)/2: <see cref="Exact"/> as long as that is soon known, and <see cref="Approximate"/> beyond 400 pairs.</summary>
    /// <param name="n">Pairs, at least 1.</param>
    public static double[] Cumulative(int n) => n <= MostExact ? Exact(n) : Approximate(n);

    /// <summary>P(T⁺ ≤ t) for t = 0 … n(n+1)/2.</summary>
    /// <remarks>
    /// Every rank is positive with probability ½, independently of the others, so each rank folds the distribution with
    /// its own shifted copy. Probabilities instead of counts: halving is exact in binary and 2ⁿ cannot overflow; nothing
    /// is subtracted, so no tail loses digits.
    /// </remarks>
    /// <param name="n">Pairs, at least 1.</param>
    public static double[] Exact(int n)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        var probability = new double[n * (n + 1) / 2 + 1];
        probability[0] = 1;
        for (var rank = 1; rank <= n; rank++)
        {
            for (var t = rank * (rank + 1) / 2; t >= 0; t--)
            {
                probability[t] = (probability[t] + (t >= rank ? probability[t - rank] : 0)) / 2;
            }
        }

        return RankTest.Accumulate(probability);
    }

    /// <summary>The same by the normal distribution.</summary>
    /// <remarks>Hollander, Wolfe and Chicken, as above: σ² = n(n + 1)(2n + 1) ÷ 24.</remarks>
    /// <inheritdoc cref="Exact"/>
    public static double[] Approximate(int n)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        return RankTest.Normal(n * (n + 1) / 2, Math.Sqrt(n * (n + 1.0) * ((2.0 * n) + 1) / 24));
    }
}
