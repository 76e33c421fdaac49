using FsCheck.Xunit;
using Mul.Host.Statistics;

namespace Mul.Host.Tests.Statistics;

[Properties(Arbitrary = [typeof(Seeds)], Replay = Seeds.Replay)]
public sealed class UnpairedRatioSpecs
{
    // Permeability of the human chorioamnion at term and at 12 to 26 weeks: Hollander, Wolfe and Chicken, table 4.1, and the
    // second example of R's wilcox.test.
    private static readonly double[] AtTerm = [0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46];
    private static readonly double[] Earlier = [1.15, 0.88, 0.90, 0.74, 1.21];

    [Fact]
    public void A_textbooks_example_has_the_textbooks_estimate_interval_and_probability()
    {
        var estimate = UnpairedRatio.Of(Array.ConvertAll(Earlier, Math.Exp), Array.ConvertAll(AtTerm, Math.Exp));

        Assert.Equal(0.305, Math.Log(estimate.Ratio), 6);
        Assert.Equal(-0.15, Math.Log(estimate.Low), 6);
        Assert.Equal(0.76, Math.Log(estimate.High), 6);
        Assert.Equal(0.2544, estimate.P, 4);
    }

    [Fact]
    public void Four_samples_that_lie_above_four_others_are_as_sure_as_one_order_of_seventy() =>
        Assert.Equal(2 / 70.0, UnpairedRatio.Of([1, 2, 3, 4], [5, 6, 7, 8]).P, 12);

    [Fact]
    public void Three_samples_each_give_a_ratio_and_no_interval()
    {
        var estimate = UnpairedRatio.Of([1, 1, 1], [2, 2, 2]);

        Assert.Equal((2.0, 0.0, double.PositiveInfinity), (Math.Round(estimate.Ratio, 12), estimate.Low, estimate.High));
    }

    [Fact]
    public void The_samples_may_differ_in_number() => Assert.Equal(3, UnpairedRatio.Of([1, 1], [3, 3, 3, 3, 3]).Ratio, 12);

    [Fact]
    public void A_day_without_samples_is_refused() => Assert.Throws<ArgumentException>(() => UnpairedRatio.Of([], [1]));

    [Property]
    public bool The_probability_is_at_most_alpha_exactly_if_the_interval_excludes_1(int seed)
    {
        var random = new Random(seed);
        double[] baseline = [.. Enumerable.Range(0, 4 + random.Next(8)).Select(_ => 1.0 + random.Next(6))];
        double[] candidate = [.. Enumerable.Range(0, 4 + random.Next(8)).Select(_ => 1.0 + random.Next(9))];

        var estimate = UnpairedRatio.Of(baseline, candidate);

        return estimate.P <= 0.05 == (estimate.Low > 1 || estimate.High < 1);
    }
}
