using Mul.Host.Reports.Documents;
using Mul.Host.Reports.Exports;
using Mul.Host.Reports.Html;
using Mul.Host.Reports.Printing;
using Mul.Host.Tests.Experiments;
using Mul.Host.Traces;

namespace Mul.Host.Tests.Reports.Documents;

public sealed class TimeLedgersSpecs
{
    private const string Why = "too short to tell";

    // As ledgers have it that were written before it was left out.
    private static readonly RunRecord Short = Records.Record("a", 0.02) with
    {
        Cpu = new CpuUse(0.01, 0, 50),
        CoreSeconds = new CoreSeconds(0.04, 0.01, 0, 0.1, 0, new IdleSplit(0, 0, 0, 0), -0.07),
    };

    [Fact]
    public void What_the_cores_did_in_a_run_too_short_to_tell_is_left_out_and_said_to_be()
    {
        var source = ReportSource.Of(Short, () => null);

        Assert.Contains(Why, MarkdownReport.Of(source), StringComparison.Ordinal);
        Assert.Contains(Why, HtmlReport.Of(source, []), StringComparison.Ordinal);
        Assert.Contains(Drawing.Of(console => RunTables.Write(console, Short), width: 120), line => line == $"core-seconds  {Why}");
        Assert.DoesNotContain("-0.07", MarkdownReport.Of(source), StringComparison.Ordinal);
        Assert.Equal(["job-seconds"], TimeFigures.Ledgers(source.Exemplars).Select(figure => figure.Id));
    }

    [Fact]
    public void Beside_a_run_that_tells_it_is_said_below_the_chart_and_in_its_table()
    {
        var told = Short with { MakespanSeconds = 1, CoreSeconds = new CoreSeconds(2, 0.01, 0, 0, 1.99, new IdleSplit(0, 0, 0, 1.99), 0) };

        var figure = TimeFigures.Ledgers([new Exemplar("a", Short, () => null), new Exemplar("b", told, () => null)]).First();

        Assert.EndsWith($" Without a: {Why}.", figure.Says, StringComparison.Ordinal);
        Assert.Equal([Why, "2.00 s"], figure.Table.Rows.Select(row => row[1]));
        Assert.Equal(["b (2.00 s)"], figure.Chart.Categories);
    }

    [Fact]
    public void Of_a_run_of_which_it_is_not_known_what_it_used_it_is_not_said_to_be_short() =>
        Assert.Equal("not known", TimeLedgers.Untold(Short with { Cpu = null, CoreSeconds = null }));
}
