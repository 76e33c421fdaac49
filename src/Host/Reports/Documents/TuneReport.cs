using Mul.Host.Experiments.Ledgers;
using Mul.Host.Experiments.Samples;
using Mul.Host.Experiments.SearchSpace;
using Mul.Host.Experiments.Tuning;
using Mul.Host.Reports.Charts;
using Mul.Host.Reports.Sentences;
using Mul.Host.Reports.Writing;
using Mul.Host.Statistics;

namespace Mul.Host.Reports.Documents;

/// <summary>A search as a document: what to use and why, how it grows with its size, what it was tried against, what to paste.</summary>
internal static class TuneReport
{
    /// <summary>Over what became of a candidate, which says itself what it is.</summary>
    public const string StateHeading = "";

    public static ReportDocument Of(TuneRecord record)
    {
        var (size, candidates) = (SizeFigure(record), CandidatesFigure(record));
        return new ReportDocument(
            $"{record.Workload.Name}: which setting to use",
            TuneSentences.Of(record),
            [.. new[] { size, candidates }.OfType<Figure>()],
            [
                .. size is null && record.Curve.Count > 1 ? [Curve(record)] : Array.Empty<TextTable>(),
                .. candidates is null && record.Candidates.Count > 0 ? [Candidates(record)] : Array.Empty<TextTable>(),
            ],
            record.Winner is { } winner ? [new Listing(HoconTitle(record), "hocon", winner.Hocon), new Listing("Akka.Hosting", "csharp", winner.CSharp)] : [],
            [
                $"{Extent(record)}; a difference below {Figures.Limit(record.Threshold)} does not matter",
                ReportText.Work(record.Workload, record.Seed, record.Rate, record.Window),
                .. record.Environment is { } environment ? [ReportText.Machine(environment)] : Array.Empty<string>(),
            ]);
    }

    /// <summary>Over the setting to paste.</summary>
    public static string HoconTitle(TuneRecord record) => $"HOCON{(record.Profile is { } profile ? $", to go behind {profile.File}" : "")}";

    /// <summary>As <c>smallest-sufficient: 87 candidates predicted, 6 measured, 26 samples</c>.</summary>
    public static string Extent(TuneRecord record) =>
        $"{record.Objective.Name}{TunedText.Over(record.Profile)}: {Figures.Count(record.Grid)} candidates predicted, {Figures.Count(record.Candidates.Count(candidate => candidate.Median is not null))} measured, {Figures.Count(record.Samples)} samples";

    /// <summary>Those worth measuring: the winner, then what is left, then what dropped out, the best first.</summary>
    public static TextTable Candidates(TuneRecord record) => new(
        "Candidates",
        ["candidate", "predicted", record.Metric.NameOf(), "÷ the leader", "95 % interval", "blocks", StateHeading],
        [
            .. InOrder(record).Select(candidate => (string[])
            [
                candidate.Name,
                Figures.Seconds(candidate.PredictedSeconds.Median),
                record.Metric.Text(candidate.Median),
                Figures.Ratio(candidate.Ratio),
                Figures.Interval(candidate.Low, candidate.High),
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
                record.Metric.Text(candidate.Median),
            ]),
        ],
        Labels: 0);

    private static IEnumerable<TuneCandidate> InOrder(TuneRecord record) => record.Candidates
        .OrderByDescending(candidate => candidate.Name == record.Winner?.Name)
        .ThenByDescending(candidate => candidate.State == CandidateState.Left)
        .ThenByDescending(candidate => candidate.Blocks)
        .ThenBy(candidate => candidate.Ratio ?? double.PositiveInfinity);

    // Null where it is not the size of one pool that grows, or nothing does.
    private static Figure? SizeFigure(TuneRecord record)
    {
        var winner = record.Candidates.FirstOrDefault(candidate => candidate.Name == record.Winner?.Name);
        var byThreads = record.Curve.DistinctBy(candidate => candidate.Threads).Count() == record.Curve.Count
            && record.Curve.Any(candidate => candidate.Threads != candidate.Routees);
        // With threads of their own routees are their threads; of a fixed number of threads there may be others among the winner's like.
        TuneCandidate[] curve =
        [
            .. record.Curve.Where(candidate => byThreads || candidate.Threads == candidate.Routees || candidate.Threads == winner?.Threads),
        ];
        if (curve.Length < 2 || winner is null || winner.Name.Contains(Candidate.Plus))
        {
            return null;
        }

        // What is predicted is the makespan: nothing else goes on its axis.
        TuneCandidate[] measured = [.. curve.Where(candidate => record.Metric == Metric.Makespan && candidate.Median is not null)];
        return new Figure(
            "size",
            "How it grows with its size",
            $"Runs of the setting found, with more or fewer {(byThreads ? "threads" : "routees")} and the rest as it is: predicted, with the band that 9 of 10 runs should be in{(measured.Length > 0 ? ", and measured where the search got to it" : "")}. By the pilot no run is below “no less than”.",
            SizeChart.Of(
                byThreads ? "threads" : "routees",
                [
                    .. measured.Length > 0 ? [SizeChart.Line("measured", 2, measured.Select(candidate => (SizeOf(candidate), candidate.Median!.Value)))] : Array.Empty<Series>(),
                    SizeChart.Line("predicted", 0, curve.Select(candidate => (SizeOf(candidate), candidate.PredictedSeconds.Median))),
                    .. SizeChart.Band([.. curve.Select(candidate => (SizeOf(candidate), candidate.PredictedSeconds, candidate.Bound.Seconds))]),
                ]),
            Curve(record));

        int SizeOf(TuneCandidate candidate) => byThreads ? candidate.Threads : candidate.Routees;
    }

    // Null where there is no ratio.
    private static Figure? CandidatesFigure(TuneRecord record)
    {
        TuneCandidate[] known = [.. InOrder(record).Where(candidate => candidate.Ratio is not null)];
        return known.Length == 0 ? null : new Figure(
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
