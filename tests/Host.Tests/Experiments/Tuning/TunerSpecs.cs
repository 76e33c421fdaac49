using Mul.Host.Experiments.Comparing;
using Mul.Host.Experiments.Tuning;
using Mul.Host.Reports.Progress;

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
    public void What_they_took_beside_their_makespan_is_seen_from_one_start_to_the_next()
    {
        var tuner = PinnedSearch.TunerWith(_budget);
        var ledger = PinnedSearch.LedgerOf(tuner, predicted: [40, 20, 10, 10]);

        // A night lies between two of them.
        int[] starts = [0, 5, 36_000, 36_005];
        for (var sample = 0; sample < starts.Length; sample++)
        {
            var cell = Records.Cell(1 + sample, "pinned-2r", seconds: 1);
            ledger.Add(cell with { Record = cell.Record! with { StartedAt = DateTimeOffset.UnixEpoch.AddSeconds(starts[sample]) } });
        }

        tuner.ExpectAsIn(ledger);

        Assert.Equal(TimeSpan.FromSeconds(5), _budget.MeanSample);
    }

    // Twice as long as the best, and a little more: the low end of its band decides.
    [Fact]
    public void Every_candidate_worth_measuring_is_in_the_header_however_few_the_budget_is_for()
    {
        var tuner = PinnedSearch.TunerWith(new TuningBudget(1, null, TimeProvider.System));

        var header = tuner.HeaderOf(PinnedSearch.Predicted([4, 2.2, 1, 1]));

        Assert.Equal(["pinned-4r", "pinned-8r", "pinned-2r"], header.Profiles.Select(profile => profile.Name));
    }

    [Fact]
    public void What_is_there_of_a_search_that_has_not_ended_is_compared_without_those_it_has_not_come_to()
    {
        var ledger = PinnedSearch.LedgerOf(PinnedSearch.TunerWith(_budget), predicted: [4, 2, 1, 1]);
        ledger.Add(Records.Cell(1, "pinned-2r", seconds: 2));
        ledger.Add(Records.Cell(1, "pinned-4r", seconds: 1));

        var record = CompareRecords.Of(ledger.Reached);

        Assert.Equal((1, 2, 2), (record.Blocks, record.Profiles.Count, ledger.Begun));
        Assert.Equal(0.5, Assert.Single(record.Comparisons).Ratio);
    }

    [Fact]
    public void Before_a_search_it_is_said_for_how_many_the_budget_is()
    {
        var budget = new TuningBudget(24, null, TimeProvider.System) { ExpectedSample = TimeSpan.FromSeconds(2) };

        Assert.StartsWith("9 of 74 candidates are worth measuring, the budget is for 6 of them: 12 samples to begin with, about 24.0 s;", TuneDisplay.Beforehand(budget, 74, 9, 0), StringComparison.Ordinal);
        Assert.StartsWith("9 of 74 candidates are worth measuring, the budget is for 2 of them: 2 samples to begin with,", TuneDisplay.Beforehand(new TuningBudget(2, null, TimeProvider.System), 74, 9, 0), StringComparison.Ordinal);
        Assert.StartsWith("9 of 74 candidates are worth measuring: 18 samples to begin with, about 36.0 s;", TuneDisplay.Beforehand(budget, 74, 9, 9), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_none_is_there_it_expects_what_is_predicted_of_those_that_are_measured()
    {
        var tuner = PinnedSearch.TunerWith(_budget);

        tuner.ExpectAsIn(PinnedSearch.LedgerOf(tuner, predicted: [40, 4, 1, 1]));

        Assert.Equal(TimeSpan.FromSeconds(2), _budget.MeanSample);
    }
}
