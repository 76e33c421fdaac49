using Mul.Host.Statistics;

namespace Mul.Host.Tests.Statistics;

public sealed class LooksSpecs
{
    [Theory]
    [InlineData(0.981, 1.019, true)]
    [InlineData(0.979, 1.019, false)]
    [InlineData(0.981, 1.021, false)]
    public void An_interval_suffices_when_both_ends_are_as_near_as_asked(double low, double high, bool suffices) =>
        Assert.Equal(suffices, Looks.Suffices(new RatioEstimate(1, low, high, 1), 0.02));

    [Fact]
    public void All_looks_together_miss_the_ratio_in_at_most_one_of_twenty_experiments()
    {
        const int Experiments = 4000;
        var random = new Random(12);
        var cumulative = Looks.Blocks.ToDictionary(blocks => blocks, SignedRank.Cumulative);
        var missed = 0;
        for (var experiment = 0; experiment < Experiments; experiment++)
        {
            double[] logs = [.. Enumerable.Range(0, Looks.Blocks[^1]).Select(_ => Draw.Normal(random))];
            missed += Looks.Blocks.Any(blocks =>
                RankTest.Of(PairedRatio.WalshAverages(logs.AsSpan(..blocks)), cumulative[blocks], Looks.Alpha) is { } estimate
                && (estimate.Low > 1 || estimate.High < 1)) ? 1 : 0;
        }

        // 0.05 and three standard errors of a share of 4,000; a level of 0.05 at every look would miss in 0.13.
        Assert.InRange(missed / (double)Experiments, 0.03, 0.0604);
    }
}
