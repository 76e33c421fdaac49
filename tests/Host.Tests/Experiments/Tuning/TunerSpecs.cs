using Mul.Host.Experiments.Tuning;

namespace Mul.Host.Tests.Experiments.Tuning;

public sealed class TunerSpecs
{
    private readonly TuningBudget _budget = new(null, TimeSpan.FromMinutes(5), TimeProvider.System);

    [Fact]
    public void A_search_that_goes_on_expects_samples_to_take_as_long_as_those_that_are_there()
    {
        var tuner = PinnedSearch.TunerWith(_budget);
        var ledger = PinnedSearch.LedgerOf(tuner, predicted: [40, 20, 10, 10]);
        ledger.Add(Records.Cell(1, "pinned-2r", seconds: 3));
        ledger.Add(Records.Cell(1, "pinned-4r", seconds: 1));
        ledger.Add(Records.Cell(1, "pinned-8r", seconds: 1) with { Record = null, Failure = "it was killed" });

        tuner.ExpectAsIn(ledger);

        Assert.Equal(TimeSpan.FromSeconds(2), _budget.MeanSample);
    }

    [Fact]
    public void Where_none_is_there_it_expects_what_is_predicted_of_those_that_are_measured()
    {
        var tuner = PinnedSearch.TunerWith(_budget);

        tuner.ExpectAsIn(PinnedSearch.LedgerOf(tuner, predicted: [40, 4, 1, 1]));

        Assert.Equal(TimeSpan.FromSeconds(2), _budget.MeanSample);
    }
}
