using Mul.Host.Statistics;

namespace Mul.Host.Tests.Statistics;

public sealed class ComparisonSpecs
{
    private static readonly double[] Ones = [.. Enumerable.Repeat(1.0, 7)];

    [Fact]
    public void A_candidate_that_needs_a_tenth_more_in_every_block_is_slower()
    {
        var comparison = Assert.Single(Comparison.Of(Ones, [About(1.1)], new Threshold()));

        Assert.Equal(Verdict.Slower, comparison.Verdict);
        Assert.Equal(2 / 128.0, comparison.AdjustedP);
        Assert.Null(comparison.BlocksToDecide);
    }

    [Fact]
    public void Fewer_blocks_than_a_verdict_takes_give_the_ratio_and_how_many_it_takes()
    {
        var comparison = Assert.Single(Comparison.Of(Ones[..5], [About(1.1)[..5]], new Threshold()));

        Assert.Equal(1.1, comparison.Estimate.Ratio, 2);
        Assert.Equal(Verdict.Inconclusive, comparison.Verdict);
        Assert.Equal(6, comparison.BlocksToDecide);
    }

    [Fact]
    public void Seven_blocks_do_for_three_candidates_and_not_for_four()
    {
        double[] slow = About(1.1);

        Assert.All(Comparison.Of(Ones, [slow, slow, slow], new Threshold()), c => Assert.Equal(Verdict.Slower, c.Verdict));
        Assert.All(Comparison.Of(Ones, [slow, slow, slow, slow], new Threshold()), c => Assert.Equal((Verdict.Inconclusive, 8), (c.Verdict, c.BlocksToDecide)));
    }

    [Fact]
    public void Held_against_less_a_verdict_takes_more_blocks()
    {
        // Six blocks that agree have p = 2/64, seven 2/128 = 0.0156.
        double[] slow = About(1.1);

        var six = Comparison.Of(Ones[..6], [slow[..6]], new Threshold(), Looks.Alpha)[0];
        var seven = Comparison.Of(Ones, [slow], new Threshold(), Looks.Alpha)[0];

        Assert.Equal((Verdict.Inconclusive, 7), (six.Verdict, six.BlocksToDecide));
        Assert.Equal(Verdict.Slower, seven.Verdict);
    }

    [Fact]
    public void A_difference_that_many_comparisons_may_find_by_chance_is_no_verdict()
    {
        // Eight blocks, of which one contradicts with the least magnitude: P(T⁺ ≤ 1) = 2/256, two-sided 0.0156, four times that 0.0625.
        double[] ones = [.. Enumerable.Repeat(1.0, 8)];
        double[] slow = [1.21, 1.22, 1.23, 1.24, 1.25, 1.26, 1.27, 0.999];

        var one = Comparison.Of(ones, [slow], new Threshold())[0];
        var four = Comparison.Of(ones, [slow, slow, slow, slow], new Threshold())[0];

        Assert.Equal((Verdict.Slower, 0.015625), (one.Verdict, one.AdjustedP));
        Assert.Equal((Verdict.Inconclusive, 0.0625, 9), (four.Verdict, four.AdjustedP, four.BlocksToDecide));
    }

    [Fact]
    public void What_no_number_of_blocks_would_show_to_differ_is_the_same() =>
        Assert.Equal(Verdict.Same, Assert.Single(Comparison.Of(Ones, [About(1.001)], new Threshold())).Verdict);

    [Fact]
    public void The_best_set_holds_the_leader_and_what_cannot_be_told_from_it()
    {
        // The second is sometimes faster, sometimes slower than the third; the first and the last are slower in every block.
        var best = BestSet.Of([About(1.5), [1.00, 1.02, 0.99, 1.03, 0.98, 1.01, 1.00], About(1.001), About(1.3)]);

        Assert.Equal([1, 2], best.Order());
    }

    [Fact]
    public void With_too_few_blocks_every_profile_may_be_the_best() =>
        Assert.Equal([2, 0, 1], BestSet.Of([[3, 3, 3], [2, 2, 2], [1, 1, 1]]));

    [Fact]
    public void One_profile_is_the_best_by_itself() => Assert.Equal([0], BestSet.Of([[3, 3, 3]]));

    private static double[] About(double ratio) => [.. Enumerable.Range(0, 7).Select(i => ratio + i * 0.0001)];
}
