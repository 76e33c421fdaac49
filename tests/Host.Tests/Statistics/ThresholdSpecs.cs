using Mul.Host.Statistics;

namespace Mul.Host.Tests.Statistics;

public sealed class ThresholdSpecs
{
    private static readonly Threshold ThreePercent = new();

    [Theory]
    [InlineData(0.80, 0.97, nameof(Verdict.Faster))]
    [InlineData(0.80, 0.971, nameof(Verdict.Inconclusive))] // 1 / 1.03 = 0.9709
    [InlineData(1.031, 1.20, nameof(Verdict.Slower))]
    [InlineData(1.03, 1.20, nameof(Verdict.Inconclusive))]
    [InlineData(0.971, 1.03, nameof(Verdict.Same))]
    [InlineData(0.970, 1.01, nameof(Verdict.Inconclusive))]
    [InlineData(1.005, 1.02, nameof(Verdict.Same))]
    [InlineData(0.50, 2.00, nameof(Verdict.Inconclusive))]
    [InlineData(0, double.PositiveInfinity, nameof(Verdict.Inconclusive))]
    public void A_verdict_takes_the_whole_interval(double low, double high, string verdict) =>
        Assert.Equal(verdict, ThreePercent.Judge(Interval(low, high)).ToString());

    // 2m · 2⁻ᴷ: 0.031, 0.031, 0.047, 0.031 and 0.039; 0.0156, 0.0156 and 0.0088.
    [Theory]
    [InlineData(1, 0.05, 6)]
    [InlineData(2, 0.05, 7)]
    [InlineData(3, 0.05, 7)]
    [InlineData(4, 0.05, 8)]
    [InlineData(5, 0.05, 8)]
    [InlineData(1, Looks.Alpha, 7)]
    [InlineData(8, Looks.Alpha, 10)]
    [InlineData(9, Looks.Alpha, 11)]
    public void Every_doubling_of_the_candidates_takes_one_more_block(int candidates, double alpha, int blocks) =>
        Assert.Equal(blocks, Threshold.LeastBlocks(candidates, alpha));

    [Fact]
    public void An_interval_twice_as_wide_as_the_threshold_takes_four_times_the_blocks()
    {
        // Around 1 the interval must shrink to ±ln 1.03; it is ±2 ln 1.03 after 10 blocks.
        var estimate = Interval(1 / (1.03 * 1.03), 1.03 * 1.03);

        Assert.InRange(ThreePercent.BlocksToDecide(estimate, 10)!.Value, 40, 41);
    }

    [Fact]
    public void A_ratio_far_from_the_threshold_takes_fewer_blocks_than_one_close_to_it()
    {
        // ln 1.05 − ln 1.03 = 0.0192; half the interval is ln 1.05 = 0.0488: 10 · 2.536² = 64.3.
        Assert.Equal(65, ThreePercent.BlocksToDecide(new RatioEstimate(1.05, 1, 1.05 * 1.05, 0.06), 10));
        Assert.Null(ThreePercent.BlocksToDecide(new RatioEstimate(1.03, 1, 1.03 * 1.03, 0.06), 10));
    }

    [Theory]
    [InlineData(1.051, 1.2, nameof(Gate.Slower))]
    [InlineData(0.9, 1.05, nameof(Gate.Passed))]
    [InlineData(1.01, 1.06, nameof(Gate.Undecided))]
    [InlineData(0, double.PositiveInfinity, nameof(Gate.Undecided))]
    public void A_gate_goes_by_the_interval(double low, double high, string expected) =>
        Assert.Equal(expected, Gates.Of(Interval(low, high), 0.05).ToString());

    [Fact]
    public void Of_several_candidates_the_slower_outweighs_the_undecided_and_that_the_passing()
    {
        var (passes, undecided, slower) = (Interval(0.9, 1), Interval(0.9, 1.2), Interval(1.1, 1.2));

        Assert.Equal(Gate.Slower, Gates.Of([undecided, slower, passes], 0.05));
        Assert.Equal(Gate.Undecided, Gates.Of([passes, undecided], 0.05));
        Assert.Equal(Gate.Passed, Gates.Of([passes], 0.05));
    }

    private static RatioEstimate Interval(double low, double high) => new(Math.Sqrt(low * high), low, high, 0.01);
}
