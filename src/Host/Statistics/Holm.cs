namespace Mul.Host.Statistics;

/// <summary>Keeps many comparisons from finding by number what none of them found.</summary>
internal static class Holm
{
    /// <summary>Adjusted probabilities, in the order given: rejecting those below α errs anywhere with at most α.</summary>
    /// <remarks>Holm, Scandinavian Journal of Statistics 1979: the i-th smallest of n times (n − i + 1), never below one before it.</remarks>
    public static double[] Adjust(ReadOnlySpan<double> probabilities)
    {
        var sorted = probabilities.ToArray();
        var places = Enumerable.Range(0, sorted.Length).ToArray();
        Array.Sort(sorted, places);

        var adjusted = new double[sorted.Length];
        var largest = 0.0;
        for (var i = 0; i < sorted.Length; i++)
        {
            largest = Math.Max(largest, Math.Min(1, sorted[i] * (sorted.Length - i)));
            adjusted[places[i]] = largest;
        }

        return adjusted;
    }
}
