namespace Mul.Host.Statistics;

/// <summary>A distribution in five numbers, exact and in the unit of its values.</summary>
internal sealed record Percentiles(double Mean, double P50, double P90, double P99, double Max)
{
    /// <summary>Null for a sample without values.</summary>
    /// <param name="values">In any order; left as they are.</param>
    public static Percentiles? Of(ReadOnlySpan<double> values)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        return OfSorted(sorted);
    }

    /// <summary>Null for a sample without values.</summary>
    /// <param name="sorted">In ascending order.</param>
    public static Percentiles? OfSorted(ReadOnlySpan<double> sorted) => sorted.IsEmpty
        ? null
        : new Percentiles(
            Statistics.Mean.Of(sorted),
            Quantile.Of(sorted, 0.5),
            Quantile.Of(sorted, 0.9),
            Quantile.Of(sorted, 0.99),
            sorted[^1]);
}
