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
        WriteCandidates(console, record);
        if (record.Curve.Count > 1)
        {
            console.MarkupLine("[grey]With its size, the rest as it is:[/]");
            var curve = Tables.Fitting(TuneReport.Curve(record), console.Profile.Width, "because of", "no less than", "predicted");
            console.Write(Tables.Of(curve, row => record.Curve[row].Name == record.Winner?.Name ? Found : Style.Plain, console.Profile.Width));
        }

        foreach (var sentence in TuneSentences.Of(record))
        {
            console.MarkupLineInterpolated($"[grey]●[/] {Terminal.Plain(sentence)}");
        }

        if (record.Winner is { } winner)
        {
            Paste(console, TuneReport.HoconTitle(record), winner.Hocon);
            Paste(console, "Akka.Hosting", winner.CSharp);
        }
    }

    private static void Paste(IAnsiConsole console, string title, string text)
    {
        console.WriteLine();
        console.MarkupLineInterpolated($"[bold]{Terminal.Plain(title)}[/]");
        Terminal.WriteUnwrapped(console, text);
    }

    // The sentences below say which of them are the best, and why.
    private static void WriteCandidates(IAnsiConsole console, TuneRecord record)
    {
        var candidates = TuneReport.Candidates(record);
        var shown = Tables.Fitting(
            candidates with { Rows = [.. candidates.Rows.Take(MostShown)] }, console.Profile.Width, "blocks", "95 % interval", "÷ the leader", "predicted", TuneReport.StateHeading);
        console.Write(Tables.Of(shown, row => candidates.Rows[row][0] == record.Winner?.Name ? Found : Style.Plain, console.Profile.Width));
        if (candidates.Rows.Count > MostShown)
        {
            console.MarkupLineInterpolated($"[grey]… and {candidates.Rows.Count - MostShown} more (--json has them all)[/]");
        }
    }
}
