namespace Mul.Host.Statistics;

/// <summary>When an experiment without a fixed number of blocks may look at its numbers, and what a look costs.</summary>
/// <remarks>
/// Pocock, Biometrika 1977: the same level at every look. For these five looks, the paths of a Brownian motion at 1/4, 3/8, 1/2,
/// 3/4 and 1 leave ±2.403 at any look with probability <see cref="Significance.Alpha"/>, found by simulation (4,000,000 paths): 0.0163 at each. So the
/// intervals of all looks together cover the ratio with 95 %, wherever the experiment stops. A spec checks it.
/// </remarks>
internal static class Looks
{
    /// <summary>What each look's interval and probabilities are held against.</summary>
    public const double Alpha = 0.0163;

    /// <summary>What an experiment's intervals and probabilities are held against.</summary>
    /// <param name="until">The precision at which it stops, as a part of 1; null = it has a fixed number of blocks, and no looks.</param>
    public static double AlphaOf(double? until) => until is null ? Significance.Alpha : Alpha;

    /// <summary>The numbers of blocks at which to look, and only there.</summary>
    public static IReadOnlyList<int> Blocks { get; } = [10, 15, 20, 30, 40];

    /// <summary>The experiment may stop here: the interval lies within ±<paramref name="precision"/> of its ratio.</summary>
    /// <param name="precision">As a part of 1: 0.02 is ±2 %.</param>
    public static bool Suffices(RatioEstimate estimate, double precision) =>
        estimate.Low >= estimate.Ratio / (1 + precision) && estimate.High <= estimate.Ratio * (1 + precision);
}
