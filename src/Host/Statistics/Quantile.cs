namespace Mul.Host.Statistics;

/// <summary>Values below which a given part of a sample lies.</summary>
internal static class Quantile
{
    /// <summary>The quantile of a sorted sample by linear interpolation (Hyndman and Fan, The American Statistician 1996, type 7).</summary>
    /// <param name="sorted">At least one value, in ascending order.</param>
    /// <param name="probability">From 0, the smallest value, to 1, the largest.</param>
    public static double Of(ReadOnlySpan<double> sorted, double probability)
    {
        if (sorted.IsEmpty)
        {
            throw new ArgumentException("A sample without values has no quantile.", nameof(sorted));
        }

        if (probability is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "From 0 to 1.");
        }

        var position = (sorted.Length - 1) * probability;
        var below = (int)position;
        var part = position - below;
        return part == 0 ? sorted[below] : sorted[below] + part * (sorted[below + 1] - sorted[below]);
    }
}
