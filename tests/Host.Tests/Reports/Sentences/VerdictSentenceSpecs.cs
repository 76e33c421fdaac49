using Mul.Host.Experiments.Comparing;
using Mul.Host.Experiments.Ledgers;
using Mul.Host.Reports.Documents;
using Mul.Host.Reports.Sentences;
using Mul.Host.Tests.Experiments;

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
}
