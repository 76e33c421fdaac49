namespace Mul.Host.Statistics;

/// <summary>The difference that matters, and what follows from it.</summary>
/// <param name="Delta">As a part of 1. Default: 0.03, three per cent.</param>
internal sealed record Threshold(double Delta = 0.03)
{
    // Beyond this, "more blocks" is no advice.
    private const int MostBlocks = 1000;

    /// <summary>Blocks that a verdict takes: the fewest, K, of which the least probability, 2 · 2⁻ᴷ, times the candidates is below <paramref name="alpha"/>.</summary>
    /// <param name="alpha">What probabilities are held against. Default: 0.05, six blocks for one candidate; at a look, <see cref="Looks.Alpha"/>.</param>
    public static int LeastBlocks(int candidates, double alpha = Significance.Alpha) => 1 + (int)Math.Floor(Math.Log2(2 * Math.Max(1, candidates) / alpha));

    /// <summary>Where the interval lies, whatever the number of blocks.</summary>
    public Verdict Judge(RatioEstimate estimate) =>
        estimate.High < 1 / (1 + Delta) ? Verdict.Faster
        : estimate.Low > 1 + Delta ? Verdict.Slower
        : estimate.Low >= 1 / (1 + Delta) && estimate.High <= 1 + Delta ? Verdict.Same
        : Verdict.Inconclusive;

    /// <summary>The same where several candidates are judged: a difference that may have been found by their number is none.</summary>
    /// <param name="adjustedP">By <see cref="Holm"/> over all candidates.</param>
    /// <param name="alpha">What it is held against.</param>
    public Verdict Judge(RatioEstimate estimate, double adjustedP, double alpha)
    {
        var verdict = Judge(estimate);
        return verdict is Verdict.Faster or Verdict.Slower && adjustedP >= alpha ? Verdict.Inconclusive : verdict;
    }

    /// <summary>About how many blocks would decide, should the ratio stay where it is; null if a thousand would not.</summary>
    /// <remarks>
    /// An interval decides when its half width is less than the ratio's distance from the nearer threshold, and widths shrink
    /// with the root of the blocks. For a ratio of 1 this is blocks · (width ÷ 2δ)².
    /// </remarks>
    public int? BlocksToDecide(RatioEstimate estimate, int blocks)
    {
        var half = (Math.Log(estimate.High) - Math.Log(estimate.Low)) / 2;
        var distance = Math.Abs(Math.Abs(Math.Log(estimate.Ratio)) - Math.Log(1 + Delta));
        var needed = Math.Ceiling(blocks * Math.Pow(half / distance, 2));
        return needed <= MostBlocks ? Math.Max(blocks + 1, (int)needed) : null;
    }
}
