using Mul.Host.Experiments.Comparing;
using Mul.Host.Experiments.Ledgers;
using Mul.Host.Reports.Documents;
using Mul.Host.Tests.Experiments;
using Mul.Host.Traces;

namespace Mul.Host.Tests.Reports.Documents;

public sealed class ReportTextSpecs
{
    [Theory]
    [InlineData(12.5, null, "Workload: noop, seed 1, rate 12.5 jobs/s, warm-up 3")]
    [InlineData(null, 4, "Workload: noop, seed 1, window 4 jobs, warm-up 3")]
    [InlineData(null, null, "Workload: noop, seed 1, warm-up 3")]
    public void The_conditions_say_how_jobs_arrived(double? rate, int? window, string expected)
    {
        var run = Records.Record("a", 1) with { Rate = rate, Window = window };

        Assert.Equal(expected, ReportText.Conditions(ReportSource.Of(run, () => null)).First());
    }

    // Of more than a thousand failures the log keeps the reasons of the first thousand.
    [Theory]
    [InlineData(1_000, 1_000, "1,000 failed: it broke")]
    [InlineData(1_000, 4_996, "1,000 of the first 1,000 failures: it broke")]
    public void Reasons_say_of_how_many_failures_they_are(int known, int failed, string expected)
    {
        var run = Records.Record("a", 1);
        run = run with { Pools = [run.Pools[0] with { Jobs = new JobCounts(5_000, 5_000 - failed, failed, 0), Failures = [new FailureCount("it broke", known)] }] };

        Assert.Contains(expected, ReportText.Sentences(run, Emphases.None));
    }

    [Theory]
    [InlineData(1, "had at most 1 job at once")]
    [InlineData(2, "had at most 2 jobs at once")]
    public void One_job_at_once_is_no_jobs(int most, string expected)
    {
        var run = Records.Record("a", 1);
        run = run with { Pools = [run.Pools[0] with { Concurrency = new ConcurrencyRecord(8, 1, most, null, null) }] };

        Assert.Contains($"{expected} of the 8 asked for,", ReportText.Sentences(run, Emphases.None).Last(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(7, 2, "and 5 others, whose reasons are not shown.")]
    [InlineData(7, 6, "and 1 other, whose reasons are not shown.")]
    [InlineData(2_000, 10, "and 1,990 others, whose reasons are not shown.")]
    [InlineData(7, 7, "7 failed: it broke")]
    public void How_many_reasons_are_left_out_is_said(int failed, int shown, string expected)
    {
        var run = Records.Record("a", 1);
        run = run with { Pools = [run.Pools[0] with { Jobs = new JobCounts(5_000, 5_000 - failed, failed, 0), Failures = [new FailureCount("it broke", shown)] }] };

        Assert.Equal(expected, ReportText.Sentences(run, Emphases.None).Last());
    }

    [Fact]
    public void Those_of_a_comparison_stand_in_its_ledger_even_where_its_samples_do_not_say_them()
    {
        using var ledger = new TracedLedger(new Ledger(Records.Header("a") with { Rate = 12.5 }), null);
        ledger.Ledger.Add(Records.Cell(1, "a", 1));

        var record = CompareRecords.Of(ledger.Ledger);

        Assert.Equal(12.5, record.Rate);
        Assert.Contains("rate 12.5 jobs/s", ReportText.Conditions(ReportSource.Of(record, ledger)).First(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_final_that_does_not_decide_says_how_many_blocks_it_had_itself()
    {
        var ledger = new Ledger(Records.Header("a", "b", "c"));
        for (var block = 1; block <= 10; block++)
        {
            ledger.Add(Records.Cell(block, "a", 3));
            ledger.Add(Records.Cell(block, "b", 2));
            ledger.Add(Records.Cell(block, "c", 1));
        }

        for (var block = 1; block <= 5; block++)
        {
            ledger.Add(Records.Cell(block, "b", 2) with { Phase = Phase.Final });
            ledger.Add(Records.Cell(block, "c", 1) with { Phase = Phase.Final });
        }

        Assert.Equal(
            "The best two once more, on fresh blocks: c against b is inconclusive: about 6 blocks would decide, this had 5.",
            ReportText.Afterwards(CompareRecords.Of(ledger), Emphases.None).First());
    }

    [Fact]
    public void A_profile_that_is_alone_is_not_said_to_be_as_good_as_itself()
    {
        var ledger = new Ledger(Records.Header("a"));
        ledger.Add(Records.Cell(1, "a", 1));
        ledger.Add(Records.Cell(2, "a", 1));

        Assert.Equal(
            ["By makespan, over 2 blocks; a difference below 3 % does not matter."],
            ReportText.Afterwards(CompareRecords.Of(ledger), Emphases.None));
    }

    [Fact]
    public void A_guard_rail_says_what_was_measured_and_what_it_allows()
    {
        var ledger = new Ledger(Records.Header("a"));
        ledger.Add(Records.Cell(1, "a", 1));
        var record = CompareRecords.Of(ledger) with
        {
            Rails =
            [
                new RailOutcome("achieves", "idlers", 4, 8, Kept: false),
                new RailOutcome("heartbeat-p99", null, 0.01, 0.05, Kept: true),
                new RailOutcome("no-slower-than", "threads", 1.04, 1.05, Kept: null),
            ],
        };

        Assert.Equal(
            [
                "achieves idlers 4 of at least 8: not kept",
                "heartbeat-p99 10.0 ms of at most 50.0 ms: kept",
                "no-slower-than threads 1.04× of at most 1.05×: undecided",
                "By makespan, over 1 block; a difference below 3 % does not matter.",
            ],
            ReportText.Afterwards(record, Emphases.None));
    }
}
