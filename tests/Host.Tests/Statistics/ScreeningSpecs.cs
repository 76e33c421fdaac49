using Mul.Host.Statistics;

namespace Mul.Host.Tests.Statistics;

public sealed class ScreeningSpecs
{
    [Fact]
    public void Without_noise_what_is_behind_by_more_than_the_threshold_is_out() =>
        Assert.Equal([0, 2], Screening.MayBeBest([[1, 1], [1.04, 1.04], [1.02, 1.02]], new Threshold()));

    [Fact]
    public void What_all_share_in_a_block_is_no_noise() =>
        Assert.Equal([0, 2], Screening.MayBeBest([[1, 3], [1.04, 3.12], [1.02, 3.06]], new Threshold()));

    [Fact]
    public void With_noise_the_limit_is_wider_by_as_much()
    {
        // Logarithms ±0.1 around their means in turn: |residual| = 0.1 for all of eight, of which (4 − 1)(2 − 1) are free: 0.1 · 1.4826 ÷ √(3/8) = 0.242.
        // The limit is ln 1.03 + 2.7 · 0.242 · √(2/2) = 0.683 above the best.
        double[][] candidates = [Around(0), Around(0, -1), Around(0.68), Around(0.69, -1)];

        Assert.Equal([0, 1, 2], Screening.MayBeBest(candidates, new Threshold()));
    }

    [Fact]
    public void One_candidate_alone_may_be_the_best() => Assert.Equal([0], Screening.MayBeBest([[1]], new Threshold()));

    private static double[] Around(double log, int sign = 1) => [Math.Exp(log + (0.1 * sign)), Math.Exp(log - (0.1 * sign))];
}
