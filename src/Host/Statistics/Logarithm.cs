namespace Mul.Host.Statistics;

/// <summary>Ratios are compared as differences of logarithms, and only numbers above 0 have one.</summary>
internal static class Logarithm
{
    public static double Of(double sample) => sample is > 0 and < double.PositiveInfinity
        ? Math.Log(sample)
        : throw new ArgumentOutOfRangeException(nameof(sample), sample, "A sample that takes part in a ratio is finite and above 0.");
}
