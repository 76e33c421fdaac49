namespace Mul.Host.Statistics;

/// <summary>Values that lie improbably far from the rest. They are flagged and never removed.</summary>
internal static class Outliers
{
    /// <summary>Beyond this modified z-score hyperfine warns of outliers, too.</summary>
    public const double Limit = 10;

    /// <summary>1 / Φ⁻¹(3/4): makes a median absolute deviation comparable with a normal distribution's σ.</summary>
    public const double MedianDeviationToSigma = 1.4826;

    // √(π/2), the same of a mean absolute deviation.
    private const double MeanDeviationToSigma = 1.2533;

    /// <summary>The places of the outliers in <paramref name="values"/>, from 0.</summary>
    public static IReadOnlyList<int> Of(ReadOnlySpan<double> values)
    {
        var scores = ModifiedZ(values);
        return [.. Enumerable.Range(0, scores.Length).Where(i => scores[i] > Limit)];
    }

    /// <summary>
    /// |x − median| ÷ (1.4826 · median absolute deviation) of each value; where more than half of the values are equal,
    /// the mean absolute deviation takes its place (Iglewicz and Hoaglin 1993, How to Detect and Handle Outliers).
    /// </summary>
    public static double[] ModifiedZ(ReadOnlySpan<double> values)
    {
        if (values.IsEmpty)
        {
            return [];
        }

        var median = Median.Of(values);
        var deviations = new double[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            deviations[i] = Math.Abs(values[i] - median);
        }

        var sigma = MedianDeviationToSigma * Median.Of(deviations);
        if (sigma == 0)
        {
            sigma = MeanDeviationToSigma * deviations.Average();
        }

        return sigma == 0 ? new double[values.Length] : Array.ConvertAll(deviations, deviation => deviation / sigma);
    }
}
