using Mul.Host.Experiments.Blocks;
using Mul.Host.Experiments.Ledgers;
using Mul.Host.Reports.Progress;
using Mul.Host.Statistics;

namespace Mul.Host.Tests.Reports.Progress;

public sealed class ProgressSentenceSpecs
{
    [Fact]
    public void Before_two_blocks_it_says_where_the_experiment_is() =>
        Assert.Equal("block 1 of 10, async", Sentence(block: 1, running: null));

    [Fact]
    public void A_ratio_without_an_interval_yet_says_how_many_more_blocks_would_decide() =>
        Assert.Equal(
            "block 3 of 10, async: so far 0.500, about 4 more blocks would decide",
            Sentence(block: 3, new Comparison(new RatioEstimate(0.5, 0, double.PositiveInfinity, 1), 1, Verdict.Inconclusive, BlocksToDecide: 6)));

    [Fact]
    public void An_interval_that_does_not_decide_says_how_many_more_blocks_would() =>
        Assert.Equal(
            "block 9 of 10, async: so far 0.980 [0.930 … 1.03], about 16 more blocks would decide",
            Sentence(block: 9, new Comparison(new RatioEstimate(0.98, 0.93, 1.03, 0.2), 0.2, Verdict.Inconclusive, BlocksToDecide: 24)));

    [Fact]
    public void The_last_block_that_is_missing_may_decide() =>
        Assert.Equal(
            "block 6 of 10, async: so far 0.500, one more block may decide",
            Sentence(block: 6, new Comparison(new RatioEstimate(0.5, 0, double.PositiveInfinity, 1), 1, Verdict.Inconclusive, BlocksToDecide: 6)));

    [Fact]
    public void An_interval_that_decides_says_the_verdict() =>
        Assert.Equal(
            "block 9 of 10, async: so far 0.500 [0.480 … 0.530], faster",
            Sentence(block: 9, new Comparison(new RatioEstimate(0.5, 0.48, 0.53, 0.01), 0.01, Verdict.Faster, BlocksToDecide: null)));

    [Fact]
    public void What_no_number_of_blocks_would_decide_is_left_at_its_interval() =>
        Assert.Equal(
            "block 9 of 10, async: so far 1.03 [0.930 … 1.13]",
            Sentence(block: 9, new Comparison(new RatioEstimate(1.03, 0.93, 1.13, 0.2), 0.2, Verdict.Inconclusive, BlocksToDecide: null)));

    [Fact]
    public void A_final_begins_to_count_anew_and_says_so() =>
        Assert.Equal("the best two once more, block 1 of 10, async", Sentence(block: 1, running: null, Phase.Final));

    private static string Sentence(int block, Comparison? running, Phase phase = Phase.Blocks) =>
        ProgressSentence.Of(new ExperimentProgress(phase, block, Blocks: 10, Left: 1, "async", running));
}
