namespace Mul.Host.Statistics;

/// <summary>The arithmetic mean of a sample.</summary>
internal static class Mean
{
    /// <param name="values">At least one value, in any order.</param>
    public static double Of(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }
}
