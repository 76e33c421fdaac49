using Mul.Host.Experiments;
using Mul.Host.Experiments.Tuning;
using Mul.Host.Reports.Html;
using Mul.Host.Statistics;

namespace Mul.Host.Reports;

/// <summary>A search as a document: what to use and why, how it grows with its size, what it was tried against, what to paste.</summary>
internal static class TuneReport
{
    public static ReportDocument Of(TuneRecord record) => new(
        $"{record.Workload.Name}: which setting to use",
        TuneSentences.Of(record),
        [
            .. record.Curve.Count > 1 ? [SizeFigure(record)] : Array.Empty<Figure>(),
            .. record.Candidates.Any(candidate => candidate.Ratio is not null) ? [CandidatesFigure(record)] : Array.Empty<Figure>(),
        ],
        [],
        record.Winner is { } winner ? [new Listing("HOCON", "hocon", winner.Hocon), new Listing("Akka.Hosting", "csharp", winner.CSharp)] : [],
        [
            $"{Figures.Count(record.Grid)} candidates predicted, {Figures.Count(record.Candidates.Count)} measured, {Figures.Count(record.Samples)} samples; by {record.Objective.Name}, a difference below {Figures.Percent(100 * record.Threshold)} does not matter",
            ReportText.Work(record.Workload, record.Seed),
            .. record.Environment is { } environment ? [ReportText.Machine(environment)] : Array.Empty<string>(),
        ]);

    /// <summary>Those worth measuring: the winner, then what is left, then what dropped out, the best first.</summary>
    public static TextTable Candidates(TuneRecord record) => new(
        "Candidates",
        ["candidate", "predicted", record.Metric.NameOf(), "÷ the leader", "95 % interval", "blocks", ""],
        [
            .. InOrder(record).Select(candidate => (string[])
            [
                candidate.Name,
                Figures.Seconds(candidate.PredictedSeconds.Median),
                ReportTables.Value(record.Metric, candidate.Median),
                Figures.Ratio(candidate.Ratio),
                candidate.Low is null ? Figures.None : $"{Figures.Ratio(candidate.Low)} … {Figures.Ratio(candidate.High)}",
                Figures.Count(candidate.Blocks),
                TuneSentences.StateOf(record, candidate),
            ]),
        ]);

    /// <summary>The winner and its like, by size.</summary>
    public static TextTable Curve(TuneRecord record) => new(
        "With its size, the rest as it is",
        ["threads", "routees", "no less than", "because of", "predicted", "9 of 10 from", "to", "measured"],
        [
            .. record.Curve.Select(candidate => (string[])
            [
                candidate.Threads > 0 ? Figures.Count(candidate.Threads) : Figures.None,
                Figures.Count(candidate.Routees),
                Figures.Seconds(candidate.Bound.Seconds),
                PredictSentence.NameOf(candidate.Bound),
                Figures.Seconds(candidate.PredictedSeconds.Median),
                Figures.Seconds(candidate.PredictedSeconds.Low),
                Figures.Seconds(candidate.PredictedSeconds.High),
                ReportTables.Value(record.Metric, candidate.Median),
            ]),
        ],
        Labels: 0);

    private static IEnumerable<TuneCandidate> InOrder(TuneRecord record) => record.Candidates
        .OrderByDescending(candidate => candidate.Name == record.Winner?.Name)
        .ThenByDescending(candidate => candidate.State == CandidateState.Left)
        .ThenByDescending(candidate => candidate.Blocks)
        .ThenBy(candidate => candidate.Ratio ?? double.PositiveInfinity);

    private static Figure SizeFigure(TuneRecord record)
    {
        var byThreads = record.Curve.DistinctBy(candidate => candidate.Threads).Count() > 1 && record.Curve.Any(candidate => candidate.Threads != candidate.Routees);
        // Other metrics than a time are not on the axis of what is predicted.
        var isMeasuredInIt = record.Metric == Metric.Makespan;
        return new Figure(
            "size",
            "How it grows with its size",
            $"Runs of the setting found, with more or fewer {(byThreads ? "threads" : "routees")} and the rest as it is: predicted, with the band that 9 of 10 runs should be in{(isMeasuredInIt ? ", and measured where it was worth it" : "")}. By the pilot no run is below the lowest line.",
            new Chart(
                ChartKind.Points,
                new Axis(byThreads ? "threads" : "routees", "count", Logarithmic: true),
                Axis.For("makespan", "seconds", record.Curve.Select(candidate => candidate.PredictedSeconds.Median)),
                [
                    .. isMeasuredInIt ? [Series("measured", 3, candidate => candidate.Median)] : Array.Empty<Series>(),
                    Series("predicted", 1, candidate => candidate.PredictedSeconds.Median),
                    Series("9 of 10 from", 8, candidate => candidate.PredictedSeconds.Low),
                    Series("to", 8, candidate => candidate.PredictedSeconds.High),
                    Series("no less than", 2, candidate => candidate.Bound.Seconds),
                ],
                [],
                []),
            Curve(record));

        Series Series(string name, int colour, Func<TuneCandidate, double?> value) => new(
            name,
            Colours.Of(colour - 1),
            [.. record.Curve.Where(candidate => value(candidate) is not null).Select(candidate => (double?[])[byThreads ? candidate.Threads : candidate.Routees, value(candidate), 0])]);
    }

    private static Figure CandidatesFigure(TuneRecord record)
    {
        TuneCandidate[] known = [.. InOrder(record).Where(candidate => candidate.Ratio is not null)];
        return new Figure(
            "candidates",
            "What it was tried against",
            $"{record.Metric.NameOf()} as a multiple of the leader's, with 95 % intervals where there are blocks enough for one. Those that fell behind were tried no further.",
            new Chart(
                ChartKind.Intervals,
                new Axis("÷ the leader", "ratio", Logarithmic: true),
                new Axis("", "count"),
                [.. known.Select(candidate => new Series(StateOf(record, candidate), ColourOf(record, candidate), [[candidate.Low, candidate.Ratio, candidate.High]]))],
                [.. known.Select(candidate => candidate.Name)],
                [new Mark(1, "leader")]),
            Candidates(record));
    }

    private static string StateOf(TuneRecord record, TuneCandidate candidate) => TuneSentences.StateOf(record, candidate) is { Length: > 0 } state ? state : "left";

    private static string ColourOf(TuneRecord record, TuneCandidate candidate) => candidate.State switch
    {
        _ when candidate.Name == record.Winner?.Name => "verdict-faster",
        CandidateState.Left => "verdict-same",
        CandidateState.NotTried => "verdict-inconclusive",
        CandidateState.Dropped => "verdict-slower",
        CandidateState.Invalid => "verdict-invalid",
        _ => throw new ArgumentOutOfRangeException(nameof(candidate), candidate.State, "no such state"),
    };
}
