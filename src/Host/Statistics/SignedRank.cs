namespace Mul.Host.Statistics;

/// <summary>The exact distribution of Wilcoxon's signed-rank statistic T⁺ when nothing differs.</summary>
/// <remarks>Wilcoxon, Biometrics Bulletin 1945; Hollander, Wolfe and Chicken, Nonparametric Statistical Methods, 3rd ed., 3.1.</remarks>
internal static class SignedRank
{
    /// <summary>P(T⁺ ≤ t) for t = 0 … n(n+1)/2.</summary>
    /// <remarks>
    /// Every rank is positive with probability ½, independently of the others, so each rank folds the distribution with
    /// its own shifted copy. Probabilities instead of counts: halving is exact in binary and 2ⁿ cannot overflow; nothing
    /// is subtracted, so no tail loses digits.
    /// </remarks>
    /// <param name="n">Pairs, at least 1.</param>
    public static double[] Cumulative(int n)
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
}
