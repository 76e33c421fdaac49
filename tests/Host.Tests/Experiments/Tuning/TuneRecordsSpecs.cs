using Mul.Host.Experiments.Ledgers;
using Mul.Host.Experiments.Samples;
using Mul.Host.Experiments.SearchSpace;
using Mul.Host.Reports.Documents;
using Mul.Host.Reports.Sentences;
using Mul.Host.Traces;

namespace Mul.Host.Tests.Experiments.Tuning;

public sealed class TuneRecordsSpecs
{
    [Fact]
    public async Task The_curve_has_every_size_of_the_winners_kind_measured_or_not()
    {
        var record = await PinnedSearch.RunAsync([4, 2, 1, 1]);

        Assert.Equal("pinned-4r", record.Winner!.Name);
        Assert.Equal([1, 2, 4, 8], record.Curve.Select(candidate => candidate.Routees));
        Assert.Equal([null, 2, 1, 1], record.Curve.Select(candidate => candidate.Median));
        Assert.Equal(
            [CandidateState.NotTried, CandidateState.Dropped, CandidateState.Left, CandidateState.Left],
            record.Curve.Select(candidate => candidate.State));
        Assert.Equal([4, 2, 1, 1], record.Curve.Select(candidate => candidate.PredictedSeconds.Median));
    }

    [Fact]
    public async Task The_sentences_say_what_to_use_and_why_not_less()
    {
        var sentences = TuneSentences.Of(await PinnedSearch.RunAsync([4, 2, 1, 1]));

        Assert.Equal(
            [
                "Use 4 routees, each with a thread of its own (pinned): nothing smaller was found within 3 % of it.",
                "Not to be told apart from the best: pinned-4r, pinned-8r.",
                "Smaller, 2 routees, each with a thread of its own (pinned): measured 2.00 s, 2.00× of the best.",
                "Larger, 8 routees, each with a thread of its own (pinned): measured 1.00 s, 1.00× of the best [1.00 … 1.00].",
                "By the pilot no run takes less than 500 ms: then the cores are full, and only more cores would help.",
                "The search ended by itself: what is left differs by less than matters.",
            ],
            sentences);
    }

    [Fact]
    public async Task The_document_shows_how_it_grows_what_it_was_tried_against_and_what_to_paste()
    {
        var document = TuneReport.Of(await PinnedSearch.RunAsync([4, 2, 1, 1]));

        Assert.Equal(["size", "candidates"], document.Figures.Select(figure => figure.Id));
        var size = document.Figures[0].Chart;
        Assert.Equal("routees", size.X.Title);
        Assert.Equal([[2, 2, 0], [4, 1, 0], [8, 1, 0]], size.Series.First(series => series.Name == "measured").Points);
        Assert.Equal([[1, 4, 0], [2, 2, 0], [4, 1, 0], [8, 1, 0]], size.Series.First(series => series.Name == "predicted").Points);
        var candidates = document.Figures[1].Chart;
        Assert.Equal(["pinned-4r", "pinned-8r", "pinned-2r"], candidates.Categories);
        Assert.Equal(["use this", "not told apart from the best", "dropped"], candidates.Series.Select(series => series.Name));
        Assert.Equal(["hocon", "csharp"], document.Listings.Select(listing => listing.Language));
    }

    [Fact]
    public async Task What_goes_with_a_profile_names_it()
    {
        var record = await PinnedSearch.RunAsync([4, 2, 1, 1]) with { Profile = new ProfileStamp("mine", "mine.hocon", "0") };

        Assert.StartsWith("smallest-sufficient over mine.hocon: 4 candidates predicted", TuneReport.Extent(record), StringComparison.Ordinal);
        Assert.Equal("HOCON, to go behind mine.hocon", TuneReport.Of(record).Listings[0].Title);
    }

    [Fact]
    public async Task Its_chart_leaves_out_what_differs_in_more_than_what_is_on_its_axis()
    {
        var record = await PinnedSearch.RunAsync([4, 2, 1, 1]);
        TuneCandidate[] curve = [.. record.Curve.Select(candidate => candidate with { Threads = candidate.Routees == 8 ? 2 : 1 })];

        var size = TuneReport.Of(record with { Curve = curve, Candidates = [.. record.Candidates.Select(candidate => candidate with { Threads = 1 })] }).Figures[0].Chart;

        Assert.Equal("routees", size.X.Title);
        Assert.Equal([1, 2, 4], size.Series.First(series => series.Name == "predicted").Points.Select(point => point[0]));
    }

    [Fact]
    public async Task Threads_that_all_differ_are_the_axis()
    {
        var record = await PinnedSearch.RunAsync([4, 2, 1, 1]);

        var size = TuneReport.Of(record with { Curve = [.. record.Curve.Select(candidate => candidate with { Threads = 2 * candidate.Routees })] }).Figures[0].Chart;

        Assert.Equal("threads", size.X.Title);
        Assert.Equal([2, 4, 8, 16], size.Series.First(series => series.Name == "predicted").Points.Select(point => point[0]));
    }

    [Fact]
    public async Task A_search_without_a_ratio_still_lists_its_candidates()
    {
        var record = await PinnedSearch.RunAsync([4, 2, 1, 1]);

        var document = TuneReport.Of(record with { Winner = null, Curve = [], Candidates = [.. record.Candidates.Select(candidate => candidate with { Ratio = null, Low = null, High = null })] });

        Assert.Empty(document.Figures);
        Assert.Equal("Candidates", Assert.Single(document.Tables).Caption);
    }

    [Fact]
    public async Task A_measure_other_than_the_makespan_is_not_drawn_on_the_axis_of_what_is_predicted()
    {
        var document = TuneReport.Of(await PinnedSearch.RunAsync([4, 2, 1, 1]) with { Metric = Metric.PeakMemory });

        Assert.DoesNotContain(document.Figures[0].Chart.Series, series => series.Name == "measured");
    }

    [Fact]
    public async Task A_candidate_that_lost_jobs_is_out_with_its_reason()
    {
        var record = await PinnedSearch.RunAsync([4, 2, 1, 0]);

        Assert.Equal("pinned-4r", record.Winner!.Name);
        Assert.Contains("pinned-8r is out: block 1: 3 of 10 jobs of idlers did not complete (it broke).", TuneSentences.Of(record));
    }

    [Fact]
    public async Task A_neighbour_that_lost_jobs_is_not_called_unworthy_of_measuring() =>
        Assert.Contains(
            "Larger, 8 routees, each with a thread of its own (pinned): predicted 0, but it did not do its work.",
            TuneSentences.Of(await PinnedSearch.RunAsync([4, 2, 1, 0])));

    [Fact]
    public async Task Nor_is_one_that_the_search_did_not_reach()
    {
        var sentences = TuneSentences.Of(await PinnedSearch.RunAsync([4, 2, 1, 1], budget: 1));

        Assert.Contains("Smaller, 1 routee, each with a thread of its own (pinned): predicted 4.00 s, not worth measuring.", sentences);
        Assert.Contains("Larger, 4 routees, each with a thread of its own (pinned): predicted 1.00 s, worth measuring but not reached.", sentences);
    }

    [Fact]
    public async Task What_the_budget_was_not_for_is_said_and_claimed_of_nothing()
    {
        var record = await PinnedSearch.RunAsync([4, 2, 1, 1]) with { Objective = new Objective(Metric.Cpu) };
        TuneCandidate unreached = record.Candidates[^1] with { Name = "pinned-16r", State = CandidateState.NotTried, Ratio = null, Median = null, Blocks = 0 };

        var sentences = TuneSentences.Of(record with { End = TuningEnd.BudgetSpent, Candidates = [.. record.Candidates, unreached] });

        Assert.Equal("Use 4 routees, each with a thread of its own (pinned): the best by cpu of the 3 that were measured.", sentences[0]);
        Assert.Equal(
            "Not reached: 1 of the 4 candidates worth measuring. A larger --budget, or more --samples, reaches more of them; with --ledger and --resume it goes on from here.",
            sentences[^2]);
        Assert.Equal("The budget was spent before the search was over.", sentences[^1]);
    }

    [Fact]
    public async Task A_bound_above_what_was_measured_is_said_to_be_the_pilots_mistake()
    {
        var sentences = TuneSentences.Of(await PinnedSearch.RunAsync([1, 0.8, 0.4, 0.4]));

        Assert.Contains(
            "By the pilot no run would take less than 500 ms: its jobs took longer than those of the samples, as on a machine that is busy with other things.",
            sentences);
    }

    [Fact]
    public async Task One_that_was_undercut_by_less_than_matters_stays_what_it_is() =>
        Assert.Contains("By the pilot no run takes less than 500 ms: then the cores are full, and only more cores would help.", TuneSentences.Of(await PinnedSearch.RunAsync([2, 1, 0.49, 0.49])));

    [Fact]
    public async Task A_bound_of_no_time_is_no_bound()
    {
        var record = await PinnedSearch.RunAsync([4, 2, 1, 1]);

        var sentences = TuneSentences.Of(record with { Curve = [.. record.Curve.Select(candidate => candidate with { Bound = candidate.Bound with { Seconds = 0 } })] });

        Assert.DoesNotContain(sentences, sentence => sentence.StartsWith("By the pilot", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_no_block_has_shown_is_predicted_in_its_sentence_and_in_its_profile()
    {
        var record = await PinnedSearch.RunAsync([4, 2, 1, 1], budget: 1);

        const string Claim = "2 routees, each with a thread of its own (pinned), by its prediction alone: no block of samples is complete.";
        Assert.Equal($"Use {Claim}", TuneSentences.Of(record)[0]);
        var lines = record.Winner!.Hocon.Split('\n');
        Assert.Equal($"# Hypothesis: {Claim}", lines[0]);
        Assert.StartsWith("# Predicted by mul tune on ", lines[1], StringComparison.Ordinal);
    }
}
