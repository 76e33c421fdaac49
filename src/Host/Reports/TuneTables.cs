using Mul.Host.Experiments;
using Mul.Host.Experiments.Tuning;
using Mul.Host.Statistics;
using Spectre.Console;

namespace Mul.Host.Reports;

/// <summary>A search as a person reads it: what to use and why, what it was tried against, how it grows with its size, and what to paste.</summary>
internal static class TuneTables
{
    // The first to drop out say little.
    private const int MostShown = 12;

    public static void Write(IAnsiConsole console, TuneRecord record)
    {
        console.WriteLine();
        console.MarkupLineInterpolated($"[bold]{record.Workload.Name}[/], {record.Objective.Name}: {Figures.Count(record.Grid)} candidates predicted, {Figures.Count(record.Candidates.Count)} measured, {Figures.Count(record.Samples)} samples");
        console.Write(Candidates(record));
        if (record.Curve.Count > 1)
        {
            console.MarkupLine("[grey]With its size, the rest as it is:[/]");
            console.Write(Curve(record));
        }

        foreach (var sentence in TuneSentences.Of(record))
        {
            console.MarkupLineInterpolated($"[grey]●[/] {sentence}");
        }

        if (record.Winner is { } winner)
        {
            Paste(console, "HOCON", winner.Hocon);
            Paste(console, "Akka.Hosting", winner.CSharp);
        }
    }

    // Not through the console: what is to be pasted must not be wrapped.
    private static void Paste(IAnsiConsole console, string title, string text)
    {
        console.WriteLine();
        console.MarkupLineInterpolated($"[bold]{title}[/]");
        console.Profile.Out.Writer.Write(text);
    }

    private static Table Candidates(TuneRecord record)
    {
        var table = Tables.New("candidate", "predicted", record.Metric.NameOf(), "÷ the leader", "95 % interval", "blocks", "");
        var shown = record.Candidates
            .OrderByDescending(candidate => candidate.Name == record.Winner?.Name)
            .ThenByDescending(candidate => candidate.State == CandidateState.Left)
            .ThenByDescending(candidate => candidate.Blocks)
            .ThenBy(candidate => candidate.Ratio ?? double.PositiveInfinity)
            .Take(MostShown);
        foreach (var candidate in shown)
        {
            table.AddRow(
                candidate.Name == record.Winner?.Name ? $"[bold green]{Markup.Escape(candidate.Name)}[/]" : Markup.Escape(candidate.Name),
                Figures.Seconds(candidate.PredictedSeconds.Median),
                ReportTables.Value(record.Metric, candidate.Median),
                Figures.Ratio(candidate.Ratio),
                candidate.Low is null ? Figures.None : $"{Figures.Ratio(candidate.Low)} … {Figures.Ratio(candidate.High)}",
                Figures.Count(candidate.Blocks),
                Markup.Escape(TuneSentences.StateOf(record, candidate)));
        }

        if (record.Candidates.Count > MostShown)
        {
            table.AddRow(Markup.Escape($"… and {record.Candidates.Count - MostShown} more (--json has them all)"));
        }

        return table;
    }

    private static Table Curve(TuneRecord record)
    {
        var table = Tables.New("threads", "routees", "no less than", "because of", "predicted", "9 of 10 from", "to", "measured");
        foreach (var candidate in record.Curve)
        {
            var name = candidate.Name == record.Winner?.Name ? "[bold green]{0}[/]" : "{0}";
            table.AddRow(
                string.Format(null, name, Figures.Count(candidate.Threads)),
                string.Format(null, name, Figures.Count(candidate.Routees)),
                Figures.Seconds(candidate.Bound.Seconds),
                Markup.Escape(PredictSentence.NameOf(candidate.Bound)),
                Figures.Seconds(candidate.PredictedSeconds.Median),
                Figures.Seconds(candidate.PredictedSeconds.Low),
                Figures.Seconds(candidate.PredictedSeconds.High),
                record.Metric == Metric.Makespan ? Figures.Seconds(candidate.Median) : ReportTables.Value(record.Metric, candidate.Median));
        }

        return table;
    }
}
