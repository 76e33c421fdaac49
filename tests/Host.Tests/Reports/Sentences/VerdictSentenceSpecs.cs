using Mul.Host.Experiments.Comparing;
using Mul.Host.Experiments.Ledgers;
using Mul.Host.Experiments.Samples;
using Mul.Host.Reports.Documents;
using Mul.Host.Reports.Sentences;
using Mul.Host.Tests.Experiments;
using Mul.Host.Traces;

namespace Mul.Host.Tests.Reports.Sentences;

public sealed class VerdictSentenceSpecs
{
    [Theory]
    [InlineData(0.0005, "0.05 %")]
    [InlineData(0.004, "0.4 %")]
    [InlineData(0.024, "2.4 %")]
    [InlineData(0.03, "3 %")]
    [InlineData(0.07, "7 %")]
    public void The_difference_that_matters_is_said_as_it_was_set(double threshold, string said)
    {
        var ledger = new Ledger(Records.Header("one", "other") with { Threshold = threshold });
        for (var block = 1; block <= 10; block++)
        {
            ledger.Add(Records.Cell(block, "one", seconds: 1));
            ledger.Add(Records.Cell(block, "other", seconds: 1));
        }

        var record = CompareRecords.Of(ledger);

        Assert.Equal($"other is the same as one: any difference is within {said}.", VerdictSentence.Of(record, record.Comparisons[0], Emphases.None));
        Assert.Equal($"By makespan, over 10 blocks; a difference below {said} does not matter.", ReportText.Afterwards(record, Emphases.None).Last());
    }

    [Theory]
    [InlineData(7, 1.5, "other is slower than one by cpu: it takes 1.50× as much, and at least 1.50×.")]
    [InlineData(7, 1.0, "other is the same as one by cpu: any difference is within 3 %.")]
    [InlineData(5, 1.5, "other against one by cpu is inconclusive: about 6 blocks would decide, this had 5.")]
    [InlineData(1, null, "other against one by cpu is inconclusive: there is no block in which every profile has a cpu above 0.")]
    [InlineData(0, null, "other against one by cpu is inconclusive: no block is complete.")]
    public void What_is_not_the_makespan_is_named_and_where_nothing_is_known_the_reason_said(int blocks, double? ratio, string said)
    {
        var ledger = new Ledger(Records.Header("one", "other") with { Metric = Metric.Cpu });
        foreach (var (block, name, cpu) in Enumerable.Range(1, blocks).SelectMany(block => new[] { (block, "one", ratio is null ? null : (double?)1), (block, "other", ratio) }))
        {
            var cell = Records.Cell(block, name, seconds: 1);
            ledger.Add(cell with { Record = cell.Record! with { Cpu = cpu is { } seconds ? new CpuUse(seconds, 0, 100) : null } });
        }

        var record = CompareRecords.Of(ledger);

        Assert.Equal(said, VerdictSentence.Of(record, record.Comparisons[0], Emphases.None));
    }

    [Fact]
    public void Of_a_profile_alone_it_is_said_that_its_samples_are_invalid()
    {
        var ledger = new Ledger(Records.Header("fixed"));
        ledger.Add(Records.Cell(1, "fixed", 1, failed: 3));

        Assert.Equal(["fixed: invalid, block 1: 3 of 10 jobs of idlers did not complete (it broke)"], VerdictSentence.Of(CompareRecords.Of(ledger), Emphases.None));
    }

    [Fact]
    public void Of_compared_profiles_it_is_said_once()
    {
        var ledger = new Ledger(Records.Header("one", "other"));
        ledger.Add(Records.Cell(1, "one", 1));
        ledger.Add(Records.Cell(1, "other", 1, failed: 3));

        Assert.Equal(["other: invalid, block 1: 3 of 10 jobs of idlers did not complete (it broke)"], VerdictSentence.Of(CompareRecords.Of(ledger), Emphases.None));
    }
}
