namespace Mul.Host.Statistics;

/// <summary>The middle of a sample: the mean of the middle two where their number is even.</summary>
internal static class Median
{
    /// <param name="values">At least one value, in any order.</param>
    public static double Of(ReadOnlySpan<double> values)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        return OfSorted(sorted);
    }

    public static double OfSorted(ReadOnlySpan<double> sorted) => Quantile.Of(sorted, 0.5);
}
