using Mul.Host.Experiments;
using Mul.Host.Statistics;
using Spectre.Console;

namespace Mul.Host.Reports;

/// <summary>An experiment, as a person at a terminal likes to see it: the verdicts first, then what they rest on.</summary>
internal static class CompareTables
{
    private static readonly Emphasis InColour = new(Tables.Escape, name => $"[bold]{Tables.Escape(name)}[/]", Coloured);

    public static void Write(IAnsiConsole console, CompareRecord record)
    {
        console.WriteLine();
        console.MarkupLineInterpolated($"[bold]{Terminal.Plain(record.Workload.Name)}[/], {record.Metric.NameOf()}, {Figures.Count(record.Blocks)} blocks");
        if (!record.Interleaved)
        {
            console.MarkupLineInterpolated($"[black on yellow] {VerdictSentence.NotInterleaved} [/]");
        }

        console.Write(Profiles(record));
        if (record.Comparisons.Count > 0)
        {
            console.Write(Intervals(record));
        }

        if (record.Predictions is { Count: > 0 } predictions)
        {
            console.Write(Predictions(predictions));
        }

        foreach (var comparison in record.Comparisons)
        {
            console.MarkupLine(Sentence(record, comparison));
        }

        if (record.Final is { } final)
        {
            console.MarkupLine($"[grey]The best two once more, on fresh blocks:[/] {Sentence(record, final)}");
        }

        if (record.Best.Count > 0)
        {
            console.MarkupLineInterpolated($"[grey]Not to be told apart from the best:[/] [bold]{Terminal.Plain(string.Join(", ", record.Best))}[/]");
        }

        FindingList.Write(console, record.Findings);
    }

    private static Table Profiles(CompareRecord record)
    {
        var table = Tables.New("profile", "total", "user", "system", record.Metric.NameOf(), "at once (mean / max of asked)", "samples");
        foreach (var profile in record.Profiles)
        {
            table.AddRow(
                $"[bold]{Tables.Escape(profile.Name)}[/]",
                Figures.Clock(profile.MedianSeconds),
                Figures.Clock(profile.MedianUserSeconds),
                Figures.Clock(profile.MedianSystemSeconds),
                ReportTables.Value(record.Metric, profile.Median),
                Tables.Escape(ReportTables.AtOnce(profile)),
                ReportTables.Samples(profile));
        }

        return table;
    }

    private static Table Intervals(CompareRecord record)
    {
        var baselines = record.Comparisons.Select(comparison => comparison.Baseline).Distinct().ToArray();
        var table = Tables.New("candidate", baselines.Length == 1 ? $"÷ {baselines[0]}" : "÷ its baseline", "95 % interval", "verdict", "");
        table.Columns[^1].Header = new Markup($"[grey]{IntervalBar.Scale(record.Comparisons)}[/]");
        foreach (var comparison in record.Comparisons)
        {
            table.AddRow(
                new Markup($"[bold]{Tables.Escape(comparison.Candidate)}[/]"),
                new Text(Figures.Ratio(comparison.Ratio)),
                new Text(comparison.Low is null ? Figures.None : $"{Figures.Ratio(comparison.Low)} … {Figures.Ratio(comparison.High)}"),
                new Markup(Coloured(comparison.Verdict)),
                new Text(IntervalBar.Of(comparison, record.Comparisons)));
        }

        return table;
    }

    private static Table Predictions(IReadOnlyList<PredictionOutcome> predictions)
    {
        var text = ReportTables.Predictions(predictions);
        var table = Tables.New([.. text.Columns]);
        foreach (var row in text.Rows)
        {
            table.AddRow(row.Select(cell => new Text(cell)));
        }

        return table;
    }

    private static string Sentence(CompareRecord record, ComparisonRecord comparison) => VerdictSentence.Of(record, comparison, InColour);

    /// <summary>A verdict as markup.</summary>
    public static string Coloured(Verdict verdict) => Coloured(verdict, verdict.NameOf());

    private static string Coloured(Verdict verdict, string word) => verdict switch
    {
        Verdict.Faster => $"[green]{word}[/]",
        Verdict.Slower => $"[red]{word}[/]",
        Verdict.Same => $"[blue]{word}[/]",
        Verdict.Inconclusive => $"[yellow]{word}[/]",
        Verdict.Invalid => $"[red]{word}[/]",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "no such verdict"),
    };
}
