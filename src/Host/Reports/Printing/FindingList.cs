using Mul.Host.Reports.Writing;
using Mul.Host.Traces;
using Spectre.Console;

namespace Mul.Host.Reports.Printing;

/// <summary>Findings as sentences, each with its remedy below it.</summary>
internal static class FindingList
{
    public static void Write(IAnsiConsole console, IReadOnlyList<Finding> findings)
    {
        foreach (var finding in findings)
        {
            var colour = finding.Severity == Severity.Warning ? "yellow" : "blue";
            console.MarkupLine($"[{colour}]● {Tables.Escape(finding.Id)}[/]  {Tables.Escape(finding.Message)}");
            console.MarkupLine($"    [grey]→[/] {Tables.Escape(finding.Remedy)}");
        }
    }
}
