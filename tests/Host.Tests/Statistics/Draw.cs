namespace Mul.Host.Tests.Statistics;

/// <summary>Random numbers of the distributions that specs speak of.</summary>
internal static class Draw
{
    /// <summary>Mean 0, standard deviation 1 (Box and Muller 1958).</summary>
    public static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>Mean 1.</summary>
    public static double Exponential(Random random) => -Math.Log(1 - random.NextDouble());
}
