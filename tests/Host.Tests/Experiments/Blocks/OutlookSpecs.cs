using Mul.Host.Experiments.Blocks;
using Mul.Host.Experiments.Ledgers;
using Mul.Host.Reports.Progress;

namespace Mul.Host.Tests.Experiments.Blocks;

public sealed class OutlookSpecs
{
    private static readonly TimeSpan[] SampleOf = [TimeSpan.FromSeconds(12), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(1)];

    [Fact]
    public void Every_block_takes_one_sample_of_each_profile()
    {
        Assert.Equal(new Outlook(20, TimeSpan.FromSeconds(150)), OutlookOf(Records.Plan(blocks: 10, "a", "b")));
    }

    [Fact]
    public void The_best_two_of_three_are_measured_once_more()
    {
        // 10 · (12 + 3 + 1) and 10 · (3 + 1).
        Assert.Equal(new Outlook(50, TimeSpan.FromSeconds(200)), OutlookOf(Records.Plan(blocks: 10, "a", "b", "c")));
    }

    [Fact]
    public void Blocks_that_go_on_until_an_interval_is_narrow_are_at_most_forty()
    {
        var plan = Records.Plan(blocks: 10, "a", "b") with { Until = 0.01 };

        Assert.Equal(
            "at most 80 samples, about 600 s in all; Ctrl-C ends with the blocks that are complete.",
            ExperimentDisplay.Beforehand(plan, OutlookOf(plan)));
    }

    [Fact]
    public void What_the_ledger_has_takes_no_time()
    {
        var plan = Records.Plan(blocks: 2, "a", "b");
        var ledger = new Ledger(plan.ToHeader());
        ledger.Add(Records.Cell(1, "a", 12));
        ledger.Add(Records.Cell(1, "b", 3));
        ledger.Add(Records.Cell(2, "a", 12));

        Assert.Equal(new Outlook(1, TimeSpan.FromSeconds(3)), Outlook.Of(plan, ledger, SampleOf));
    }

    [Theory]
    [InlineData(9, 62)]
    [InlineData(10, 0)]
    public void What_was_precise_enough_at_a_look_is_not_gone_on_with(int blocks, int samples)
    {
        var plan = Records.Plan(blocks: 10, "a", "b") with { Until = 0.01 };
        var ledger = new Ledger(plan.ToHeader());
        for (var block = 1; block <= blocks; block++)
        {
            ledger.Add(Records.Cell(block, "a", 1));
            ledger.Add(Records.Cell(block, "b", 2));
        }

        Assert.Equal(samples, Outlook.Of(plan, ledger, null).Samples);
    }

    [Fact]
    public void Without_a_prediction_the_samples_are_counted_all_the_same()
    {
        var plan = Records.Plan(blocks: 7, "a", "b");

        Assert.Equal(
            "14 samples, the first block shows how long they take; Ctrl-C ends with the blocks that are complete.",
            ExperimentDisplay.Beforehand(plan, Outlook.Of(plan, new Ledger(plan.ToHeader()), null)));
    }

    [Theory]
    [InlineData(8, "8 blocks cannot decide on 10 candidates: that takes 9.")]
    [InlineData(9, "complete.")]
    public void So_few_blocks_that_they_cannot_decide_are_said_beforehand(int blocks, string end)
    {
        var plan = Records.Plan(blocks, [.. "abcdefghijk".Select(name => $"{name}")]);

        Assert.EndsWith(end, ExperimentDisplay.Beforehand(plan, new Outlook(blocks * 11, null)), StringComparison.Ordinal);
    }

    private static Outlook OutlookOf(ExperimentPlan plan) => Outlook.Of(plan, new Ledger(plan.ToHeader()), SampleOf);
}
