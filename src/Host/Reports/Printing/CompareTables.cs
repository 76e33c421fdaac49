using Mul.Host.Experiments.Comparing;
using Mul.Host.Reports.Documents;
using Mul.Host.Reports.Sentences;
using Mul.Host.Reports.Writing;
using Mul.Host.Statistics;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Mul.Host.Reports.Printing;

/// <summary>An experiment, as a person at a terminal likes to see it: the verdicts first, then what they rest on.</summary>
internal static class CompareTables
{
    private static readonly Emphasis InColour = new(Tables.Escape, name => $"[bold]{Tables.Escape(name)}[/]", Coloured);

    public static void Write(IAnsiConsole console, CompareRecord record)
    {
        console.WriteLine();
        console.MarkupLineInterpolated($"[bold]{Terminal.Plain(record.Workload.Name)}[/], {record.Metric.NameOf()}, {Figures.Counted(record.Blocks, "block")}");
        if (!record.Interleaved)
        {
            console.MarkupLineInterpolated($"[black on yellow] {VerdictSentence.NotInterleaved} [/]");
        }

        console.Write(Tables.Of(Tables.Fitting(ReportTables.Profiles(record), console.Profile.Width, ReportTables.LeftOutOfProfiles), _ => Style.Plain, console.Profile.Width));
        if (record.Comparisons.Count > 0)
        {
            console.Write(Intervals(record, console.Profile.Width));
        }

        if (record.Predictions is { Count: > 0 } predictions)
        {
            console.Write(Tables.Of(Tables.Fitting(ReportTables.Predictions(predictions), console.Profile.Width, "samples in the band", "error", "predicted"), _ => Style.Plain, console.Profile.Width));
        }

        foreach (var verdict in VerdictSentence.Of(record, InColour))
        {
            console.MarkupLine(verdict);
        }

        if (record.Final is { } final)
        {
            console.MarkupLine($"[grey]The best two once more, on fresh blocks:[/] {VerdictSentence.Of(record, final, InColour)}");
        }

        foreach (var rail in record.Rails ?? [])
        {
            console.MarkupLine($"[{ColourOf(rail)}]●[/] {Tables.Escape(RailSentence.Of(rail))}");
        }

        if (VerdictSentence.Best(record) is { Count: > 0 } best)
        {
            console.MarkupLineInterpolated($"[grey]Not to be told apart from the best:[/] [bold]{Terminal.Plain(string.Join(", ", best))}[/]");
        }

        FindingList.Write(console, record.Findings);
    }

    // The bar takes what the words and figures leave of the terminal, and goes without where that is too little to see anything.
    private static IRenderable Intervals(CompareRecord record, int width)
    {
        var baselines = record.Comparisons.Select(comparison => comparison.Baseline).Distinct().ToArray();
        string[] columns = ["candidate", baselines.Length == 1 ? $"÷ {baselines[0]}" : "÷ its baseline", "95 % interval", "verdict"];
        string[][] rows =
        [
            .. record.Comparisons.Select(comparison => (string[])
            [
                comparison.Candidate,
                Figures.Ratio(comparison.Ratio),
                Figures.Interval(comparison.Low, comparison.High),
                comparison.Verdict.NameOf(),
            ]),
        ];
        var text = new TextTable("Ratios", columns, rows);
        if (!Tables.Fits(text, width))
        {
            // The sentences below say the verdicts.
            return Tables.Of(Tables.Fitting(text, width, "verdict", "95 % interval"), _ => Style.Plain, width);
        }

        var bar = IntervalBar.WidthIn(width - Tables.WidthOf([columns, .. rows]));
        var table = Tables.New(columns);
        if (bar > 0)
        {
            table.AddColumn(new TableColumn(new Markup($"[grey]{IntervalBar.Scale(record.Comparisons, bar)}[/]")).NoWrap());
        }

        foreach (var (row, comparison) in rows.Zip(record.Comparisons))
        {
            IRenderable[] cells = [new Markup($"[bold]{Tables.Escape(row[0])}[/]"), new Text(row[1]), new Text(row[2]), new Markup(Coloured(comparison.Verdict))];
            table.AddRow(bar > 0 ? [.. cells, new Text(IntervalBar.Of(comparison, record.Comparisons, bar))] : cells);
        }

        return table;
    }

    private static string ColourOf(RailOutcome rail) => rail.Kept switch
    {
        true => "green",
        false => "red",
        null => "yellow",
    };

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
