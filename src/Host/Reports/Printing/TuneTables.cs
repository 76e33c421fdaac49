using Mul.Host.Experiments.Ledgers;
using Mul.Host.Reports.Documents;
using Mul.Host.Reports.Sentences;
using Mul.Host.Reports.Writing;
using Spectre.Console;

namespace Mul.Host.Reports.Printing;

/// <summary>A search as a person reads it: what to use and why, what it was tried against, how it grows with its size, and what to paste.</summary>
internal static class TuneTables
{
    // The first to drop out say little.
    private const int MostShown = 12;

    private static readonly Style Found = new(Color.Green, decoration: Decoration.Bold);

    public static void Write(IAnsiConsole console, TuneRecord record)
    {
        console.WriteLine();
        console.MarkupLineInterpolated($"[bold]{Terminal.Plain(record.Workload.Name)}[/], {TuneReport.Extent(record)}");
        console.Write(Candidates(record));
        if (record.Curve.Count > 1)
        {
            console.MarkupLine("[grey]With its size, the rest as it is:[/]");
            console.Write(Tables.Of(TuneReport.Curve(record), row => record.Curve[row].Name == record.Winner?.Name ? Found : Style.Plain, console.Profile.Width));
        }

        foreach (var sentence in TuneSentences.Of(record))
        {
            console.MarkupLineInterpolated($"[grey]●[/] {Terminal.Plain(sentence)}");
        }

        if (record.Winner is { } winner)
        {
            Paste(console, "HOCON", winner.Hocon);
            Paste(console, "Akka.Hosting", winner.CSharp);
        }
    }

    private static void Paste(IAnsiConsole console, string title, string text)
    {
        console.WriteLine();
        console.MarkupLineInterpolated($"[bold]{title}[/]");
        Terminal.WriteUnwrapped(console, text);
    }

    private static Table Candidates(TuneRecord record)
    {
        var candidates = TuneReport.Candidates(record);
        var table = Tables.Of(candidates with { Rows = [.. candidates.Rows.Take(MostShown)] }, row => candidates.Rows[row][0] == record.Winner?.Name ? Found : Style.Plain, int.MaxValue);
        if (candidates.Rows.Count > MostShown)
        {
            table.AddRow(Markup.Escape($"… and {candidates.Rows.Count - MostShown} more (--json has them all)"));
        }

        return table;
    }
}
