using Mul.Host.Experiments.Ledgers;
using Mul.Host.Experiments.Predicting;
using Mul.Host.Experiments.Samples;
using Mul.Host.Experiments.Tuning;
using Mul.Host.Simulation;
using Mul.Host.Statistics;

namespace Mul.Host.Reports.Sentences;

/// <summary>What a search found, and why, in sentences.</summary>
internal static class TuneSentences
{
    public static IReadOnlyList<string> Of(TuneRecord record)
    {
        if (record.Winner is not { } winner)
        {
            var why = record.Candidates.FirstOrDefault(candidate => candidate.Invalid is not null);
            return [why is null ? "Nothing was measured." : $"No candidate did its work. {why.Name}: {why.Invalid}."];
        }

        var place = record.Curve.TakeWhile(candidate => candidate.Name != winner.Name).Count();
        return
        [
            $"Use {winner.Description}{Claim(record)}.",
            .. record.Best.Count > 1 ? [$"Not to be told apart from the best: {string.Join(", ", record.Best)}."] : (string[])[],
            .. place > 0 ? [Neighbour("Smaller", record.Curve[place - 1], record)] : (string[])[],
            .. place + 1 < record.Curve.Count ? [Neighbour("Larger", record.Curve[place + 1], record)] : (string[])[],
            .. Bound(record.Curve[place], record) is { } bound ? [bound] : (string[])[],
            .. record.Candidates.Where(candidate => candidate.Invalid is not null).Select(candidate => $"{candidate.Name} is out: {candidate.Invalid}."),
            .. Unreached(record) is { } unreached ? [unreached] : (string[])[],
            End(record),
        ];
    }

    /// <summary>As a cell of a table.</summary>
    public static string StateOf(TuneRecord record, TuneCandidate candidate) => candidate.State switch
    {
        CandidateState.Invalid => "out: jobs were lost, or not the same",
        CandidateState.NotTried => "predicted only",
        CandidateState.Dropped => "dropped",
        _ when candidate.Name == record.Winner?.Name => "use this",
        _ when record.Best.Contains(candidate.Name) => "not told apart from the best",
        CandidateState.Left => "",
        _ => throw new ArgumentOutOfRangeException(nameof(candidate), candidate.State, "no such state"),
    };

    private static string Claim(TuneRecord record)
    {
        var leader = record.Best.Count > 0 ? record.Best[0] : record.Winner!.Name;
        var winner = record.Candidates.First(candidate => candidate.Name == record.Winner!.Name);
        return (record.Objective.WantsSmallest, winner) switch
        {
            (_, { Blocks: 0 }) => $", {TunedText.Unmeasured}",
            (true, _) when leader == winner.Name => $": nothing smaller was found within {Figures.Limit(record.Threshold)} of it",
            (true, { Ratio: { } ratio }) =>
                $": it takes {Figures.Times(ratio)} as much as the best ({leader}), and nothing smaller was found within {Figures.Limit(record.Threshold)} of that",
            _ => $": the best by {record.Objective.Name}{TunedText.Among(record.Candidates.Count(candidate => candidate.State != CandidateState.NotTried), record.Candidates.Count)}",
        };
    }

    private static string Neighbour(string what, TuneCandidate candidate, TuneRecord record) => $"{what}, {candidate.Description}: " + (candidate.Ratio is { } ratio
        ? $"measured {record.Metric.Text(candidate.Median)}, {Figures.Times(ratio)} of the best{(candidate.Low is null ? "" : $" [{Figures.Interval(candidate.Low, candidate.High)}]")}."
        : $"predicted {Figures.Seconds(candidate.PredictedSeconds.Median)}, {WhyUnmeasured(candidate, record)}.");

    private static string WhyUnmeasured(TuneCandidate candidate, TuneRecord record) =>
        candidate.State == CandidateState.Invalid ? "but it did not do its work"
        : record.Candidates.Any(worth => worth.Name == candidate.Name) ? "worth measuring but not reached"
        : "not worth measuring";

    // Null where the pilot knows of none. It is held only against what was measured of the same setting.
    private static string? Bound(TuneCandidate winner, TuneRecord record) =>
        winner.Bound.Seconds <= 0 ? null
        : record.Metric == Metric.Makespan && (1 + record.Threshold) * winner.Median < winner.Bound.Seconds ? $"By the pilot no run would take less than {Figures.Seconds(winner.Bound.Seconds)}: its jobs took longer than those of the samples, as on a machine that is busy with other things."
        : $"By the pilot no run takes less than {Figures.Seconds(winner.Bound.Seconds)}: {Why(winner.Bound)}.";

    // Null if all that were worth measuring were measured, or none: that is said of the winner.
    private static string? Unreached(TuneRecord record) => record.Candidates.Count(candidate => candidate.State == CandidateState.NotTried) is > 0 and var unreached && unreached < record.Candidates.Count
        ? $"Not reached: {Figures.Count(unreached)} of the {Figures.Counted(record.Candidates.Count, "candidate")} worth measuring. A larger --budget, or more --samples, reaches more of them; with --ledger and --resume it goes on from here."
        : null;

    private static string Why(PredictedBound bound) => bound.Bottleneck switch
    {
        Bottleneck.Cores => "then the cores are full, and only more cores would help",
        Bottleneck.Window => "--window lets no more jobs be in flight",
        Bottleneck.Threads => "so long its jobs hold its threads",
        Bottleneck.Routees => $"so long all routees of {bound.Name} are busy",
        Bottleneck.LongestJob => "that is its longest job",
        Bottleneck.Arrivals => "its jobs come no faster",
        _ => throw new ArgumentOutOfRangeException(nameof(bound), bound.Bottleneck, "unknown bottleneck"),
    };

    private static string End(TuneRecord record) => record.End switch
    {
        TuningEnd.Settled => "The search ended by itself: what is left differs by less than matters.",
        TuningEnd.AllStages => "The search ended after its last stage; with several left, more blocks might still tell them apart: mul compare does.",
        TuningEnd.BudgetSpent when Unreached(record) is not null => "The budget was spent before the search was over.",
        TuningEnd.BudgetSpent => "The budget was spent before the search was over: --budget or --samples allow more, and --ledger with --resume goes on.",
        TuningEnd.Cancelled => "The search was ended early; this is what was known by then.",
        TuningEnd.NoneSound => "No candidate is left.",
        _ => throw new ArgumentOutOfRangeException(nameof(record), record.End, "no such end"),
    };
}
