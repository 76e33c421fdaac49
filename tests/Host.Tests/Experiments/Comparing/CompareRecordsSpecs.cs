using Mul.Host.Experiments.Comparing;
using Mul.Host.Experiments.Ledgers;
using Mul.Host.Simulation;
using Mul.Host.Statistics;
using Phase = Mul.Host.Experiments.Ledgers.Phase;

namespace Mul.Host.Tests.Experiments.Comparing;

public sealed class CompareRecordsSpecs
{
    [Fact]
    public void A_candidate_that_is_twice_as_fast_in_every_block_is_faster()
    {
        var record = CompareRecords.Of(LedgerOf(blocks: 10, block => 2 + 0.01 * block, block => 1 + 0.005 * block));

        var comparison = Assert.Single(record.Comparisons);
        Assert.Equal(Verdict.Faster, comparison.Verdict);
        Assert.Equal(0.5, comparison.Ratio!.Value, precision: 12);
        Assert.Equal(["candidate"], record.Best);
    }

    [Fact]
    public void What_was_predicted_stands_beside_the_median_and_the_samples_in_its_band()
    {
        // 1.0, 1.1, 1.2, 1.3, 1.4 s: median 1.2, three of five within 0.9 and 1.2.
        var header = Records.Header("baseline") with { Predictions = [Records.Predicted("baseline", new Band(1.08, 0.9, 1.2)), Records.Predicted("another", new Band(1, 1, 1))] };
        var ledger = new Ledger(header);
        for (var block = 0; block < 5; block++)
        {
            ledger.Add(Records.Cell(block + 1, "baseline", 1 + (0.1 * block)));
        }

        var outcome = Assert.Single(CompareRecords.Of(ledger).Predictions!);

        Assert.Equal(("baseline", 1.08, 1.2), (outcome.Profile, outcome.PredictedSeconds, outcome.MeasuredSeconds));
        Assert.Equal(-0.1, outcome.Error, 9);
        Assert.Equal(0.6, outcome.Held, 9);
    }

    [Fact]
    public void Of_a_profile_that_did_not_do_its_work_no_prediction_is_held_against_anything()
    {
        var band = new Band(1, 0.9, 1.1);
        var ledger = new Ledger(Records.Header("baseline", "candidate") with { Predictions = [Records.Predicted("baseline", band), Records.Predicted("candidate", band)] });
        ledger.Add(Records.Cell(1, "baseline", 1));
        ledger.Add(Records.Cell(1, "candidate", 1, failed: 1));

        Assert.Equal(["baseline"], CompareRecords.Of(ledger).Predictions!.Select(prediction => prediction.Profile));
    }

    [Fact]
    public void A_sample_of_which_no_job_was_taken_up_is_no_measure_of_a_prediction()
    {
        var ledger = new Ledger(Records.Header("baseline") with { Predictions = [Records.Predicted("baseline", new Band(1, 0.9, 1.1))] });
        ledger.Add(Records.Cell(1, "baseline", 0));

        Assert.Empty(CompareRecords.Of(ledger).Predictions!);
    }

    [Fact]
    public void Without_predictions_nothing_is_said_of_them() =>
        Assert.Null(CompareRecords.Of(LedgerOf(blocks: 1, _ => 2, _ => 1)).Predictions);

    // Ten blocks, of which the one with the fifth smallest difference contradicts: P(T⁺ ≤ 5) = 10/1024, two-sided 0.0195.
    [Theory]
    [InlineData(null, "baseline")]
    [InlineData(0.02, "baseline candidate")]
    public void Where_looks_were_taken_the_best_are_told_apart_as_strictly_as_the_verdicts(double? until, string best)
    {
        var ledger = LedgerOf(blocks: 10, _ => 1, block => block == 5 ? 1 / 1.05 : 1 + (0.01 * block), until);

        Assert.Equal(best.Split(' '), CompareRecords.Of(ledger).Best);
    }

    [Fact]
    public void Five_blocks_have_a_ratio_and_no_verdict()
    {
        var comparison = CompareRecords.Of(LedgerOf(blocks: 5, _ => 2, _ => 1)).Comparisons[0];

        Assert.Equal((0.5, Verdict.Inconclusive), (Math.Round(comparison.Ratio!.Value, 9), comparison.Verdict));
    }

    [Fact]
    public void A_profile_that_lost_a_job_is_invalid_and_never_faster()
    {
        var ledger = LedgerOf(blocks: 10, _ => 2, _ => 1);
        ledger.Add(Records.Cell(11, "baseline", 2));
        ledger.Add(Records.Cell(11, "candidate", 1, failed: 1));

        var comparison = CompareRecords.Of(ledger).Comparisons[0];

        Assert.Equal((Verdict.Invalid, null), (comparison.Verdict, comparison.Ratio));
        Assert.Equal("block 11: 1 of 10 jobs of idlers did not complete (it broke)", comparison.Invalid);
    }

    [Fact]
    public void Of_two_that_lost_jobs_the_baseline_is_named_before_the_candidate()
    {
        var ledger = new Ledger(Records.Header("baseline", "candidate"));
        ledger.Add(Records.Cell(1, "baseline", 2, failed: 4));
        ledger.Add(Records.Cell(1, "candidate", 1, failed: 3));

        Assert.Equal(
            "baseline: block 1: 4 of 10 jobs of idlers did not complete (it broke); candidate: block 1: 3 of 10 jobs of idlers did not complete (it broke)",
            CompareRecords.Of(ledger).Comparisons[0].Invalid);
    }

    [Fact]
    public void Profiles_with_different_digests_did_not_do_the_same_work()
    {
        var ledger = LedgerOf(blocks: 10, _ => 2, _ => 1);
        ledger.Add(Records.Cell(11, "baseline", 2));
        ledger.Add(Records.Cell(11, "candidate", 1, digest: "0000000000000002"));

        var comparison = CompareRecords.Of(ledger).Comparisons[0];

        Assert.Equal(Verdict.Invalid, comparison.Verdict);
        Assert.Contains("did not do the same work", comparison.Invalid, StringComparison.Ordinal);
    }

    [Fact]
    public void A_finalist_that_lost_a_job_is_invalid_in_the_final_too()
    {
        var final = CompareRecords.Of(FinalOf("1", failed: 1)).Final!;

        Assert.Equal((Verdict.Invalid, null), (final.Verdict, final.Ratio));
        Assert.Equal("block 6: 1 of 10 jobs of idlers did not complete (it broke)", final.Invalid);
    }

    [Fact]
    public void A_final_without_the_baseline_is_held_to_the_baseline_s_work()
    {
        var final = CompareRecords.Of(FinalOf("2")).Final!;

        Assert.Equal(Verdict.Invalid, final.Verdict);
        Assert.Equal("block 6: idlers has the digest 2, the baseline 1: they did not do the same work", final.Invalid);
    }

    [Fact]
    public void A_final_of_the_same_work_has_its_ratio()
    {
        var final = CompareRecords.Of(FinalOf("1")).Final!;

        Assert.Equal(("b", "c", Verdict.Faster), (final.Baseline, final.Candidate, final.Verdict));
    }

    [Fact]
    public void A_block_that_was_cut_short_does_not_count()
    {
        var ledger = LedgerOf(blocks: 6, _ => 2, _ => 1);
        ledger.Add(Records.Cell(7, "baseline", 100));

        var record = CompareRecords.Of(ledger);

        Assert.Equal((6, 2.0), (record.Blocks, record.Profiles[0].MedianSeconds));
    }

    // Of three profiles in six blocks the last two once more in six, where the last sample of the last one is special.
    private static Ledger FinalOf(string digest, int failed = 0)
    {
        var ledger = new Ledger(Records.Header("a", "b", "c"));
        for (var block = 1; block <= 6; block++)
        {
            ledger.Add(Records.Cell(block, "a", 4, "1"));
            ledger.Add(Records.Cell(block, "b", 2, "1"));
            ledger.Add(Records.Cell(block, "c", 1, "1"));
        }

        for (var block = 1; block <= 6; block++)
        {
            ledger.Add(Records.Cell(block, "b", 2, "1") with { Phase = Phase.Final });
            ledger.Add(Records.Cell(block, "c", 1, block == 6 ? digest : "1", block == 6 ? failed : 0) with { Phase = Phase.Final });
        }

        return ledger;
    }

    private static Ledger LedgerOf(int blocks, Func<int, double> baseline, Func<int, double> candidate, double? until = null)
    {
        var ledger = new Ledger(Records.Header("baseline", "candidate") with { Until = until });
        for (var block = 1; block <= blocks; block++)
        {
            ledger.Add(Records.Cell(block, "baseline", baseline(block)));
            ledger.Add(Records.Cell(block, "candidate", candidate(block)));
        }

        return ledger;
    }
}
