using Mul.Host.Profiles;
using Mul.Host.Profiles.Facts;
using Mul.Host.Reports.Documents;
using Mul.Host.Reports.Writing;
using Mul.Host.Statistics;
using Spectre.Console;

namespace Mul.Host.Reports.Printing;

/// <summary>What a profile will really do: its pools, what is wrong with it, and its dispatchers value by value.</summary>
internal static class ExplainTables
{
    public static void Write(IAnsiConsole console, Examination examination)
    {
        console.MarkupLineInterpolated($"[bold]{Terminal.Plain(examination.Source.Name)}[/] [grey]({Terminal.Plain(examination.Source.File)})[/] on {Figures.Cores(examination.Cores)}");
        if (examination.Pools.Count > 0)
        {
            var beside = ExplainReport.Pools(examination);
            foreach (var table in Tables.Fits(beside, console.Profile.Width) ? [beside] : ExplainReport.PoolByPool(examination))
            {
                console.Write(Tables.Of(table, _ => Style.Plain, console.Profile.Width));
            }

            if (ExplainReport.Nodes(examination) is { } nodes)
            {
                console.MarkupLineInterpolated($"[grey]●[/] {Terminal.Plain(nodes)}");
            }

            foreach (var (pools, what) in ExplainReport.Surprises(examination))
            {
                console.MarkupLineInterpolated($"[yellow]●[/] {pools}: {Terminal.Plain(what)}");
            }
        }

        foreach (var problem in examination.Problems)
        {
            console.Markup($"[{(problem.Severity == ProblemSeverity.Refused ? "red" : "yellow")}]● {problem.Id}[/]  ");

            // Unwrapped: a line is what an editor jumps to and a script looks for.
            Terminal.WriteUnwrapped(console, $"{problem}\n");
        }

        if (ExplainReport.Remark(examination) is { } remark)
        {
            console.MarkupLineInterpolated($"[{(examination.Pools.Count == 0 ? "yellow" : "green")}]●[/] {remark}");
        }

        foreach (var dispatcher in examination.Dispatchers)
        {
            console.Write(Tables.Of(Tables.Fitting(ExplainReport.Settings(dispatcher), console.Profile.Width, "from"), row => dispatcher.Settings[row].IsRead ? Style.Plain : new Style(Color.Grey), console.Profile.Width));
        }
    }
}
