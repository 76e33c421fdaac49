using Mul.Host.Experiments.Ledgers;
using Mul.Host.Tests.Reports;

namespace Mul.Host.Tests.Experiments.Ledgers;

public sealed class MedianSampleSpecs
{
    [Fact]
    public void Of_an_even_number_the_lesser_of_the_two_in_the_middle_stands_for_all()
    {
        // Makespans 1, 1.125, … 1.625, block by block.
        var median = MedianSample.Of(LedgerReader.Load(Stored.Ledger), "steady")!;

        Assert.Equal((3, 1.25), (median.Block, median.Record!.MakespanSeconds));
    }

    [Fact]
    public void A_sample_that_failed_stands_for_nobody()
    {
        // The five others: 1, 1.25, 1.375, 1.5, 1.625.
        var median = MedianSample.Of(LedgerReader.Load(Stored.Ledger), "broken")!;

        Assert.Equal((4, 1.375), (median.Block, median.Record!.MakespanSeconds));
    }
}
