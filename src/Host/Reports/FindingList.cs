using Mul.Host.Traces;
using Spectre.Console;

namespace Mul.Host.Reports;

/// <summary>Findings as sentences, each with its remedy below it.</summary>
internal static class FindingList
{
    public static void Write(IAnsiConsole console, IReadOnlyList<Finding> findings)
    {
        foreach (var finding in findings)
        {
            var colour = finding.Severity == Severity.Warning ? "yellow" : "blue";
            console.MarkupLine($"[{colour}]● {finding.Id}[/]  {Markup.Escape(Terminal.Plain(finding.Message))}");
            console.MarkupLine($"    [grey]→[/] {Markup.Escape(Terminal.Plain(finding.Remedy))}");
        }
    }
}
