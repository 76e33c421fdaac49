using Mul.Host.Experiments;
using Mul.Host.Reports;
using Mul.Host.Tests.Experiments;

namespace Mul.Host.Tests.Reports;

public sealed class ReportTextSpecs
{
    private static readonly Emphasis Plain = new(text => text, name => name, (_, word) => word);

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
            ReportText.Afterwards(CompareRecords.Of(ledger), Plain).First());
    }
}
