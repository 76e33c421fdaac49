namespace Mul.Host.Statistics;

/// <summary>A distribution in five numbers, exact and in the unit of its values.</summary>
internal sealed record Percentiles(double Mean, double P50, double P90, double P99, double Max)
{
    /// <summary>Null for a sample without values.</summary>
    /// <param name="values">In any order; left as they are.</param>
    public static Percentiles? Of(ReadOnlySpan<double> values) => OfOwned(values.ToArray());

    /// <summary>As <see cref="Of"/>, for millions of values: sorts them where they are instead of copying them.</summary>
    public static Percentiles? OfOwned(double[] values)
    {
        if (values.Length == 0)
        {
            return null;
        }

        Array.Sort(values);
        return new Percentiles(
            values.Average(),
            Quantile.Of(values, 0.5),
            Quantile.Of(values, 0.9),
            Quantile.Of(values, 0.99),
            values[^1]);
    }
}
