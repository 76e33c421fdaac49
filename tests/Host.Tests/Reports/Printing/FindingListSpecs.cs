using Mul.Host.Reports.Printing;
using Mul.Host.Traces;
using Spectre.Console;

namespace Mul.Host.Tests.Reports.Printing;

public sealed class FindingListSpecs
{
    // A ledger may be anybody's.
    [Fact]
    public void What_a_ledger_says_is_neither_markup_nor_obeyed_by_a_terminal()
    {
        using var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output), Ansi = AnsiSupport.No });

        FindingList.Write(console, [new Finding("[red]", Severity.Warning, "a \u001b]0;title\u0007 b", "[do] this")]);

        Assert.Contains("● [red]  a \uFFFD]0;title\uFFFD b", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("→ [do] this", output.ToString(), StringComparison.Ordinal);
    }
}
