using System.Text.Json;
using Mul.Host.Reports.Documents;
using Mul.Host.Reports.Exports;
using Mul.Host.Reports.Html;

namespace Mul.Host.Tests.Reports;

public sealed class StoredReportSpecs
{
    [Fact]
    public void Markdown_says_the_verdicts_first_then_the_table_and_folds_the_rest() =>
        Assert.Equal(Stored.Read("three.md"), MarkdownReport.Of(Stored.Source()));

    [Fact]
    public void Comma_separated_values_have_a_row_for_every_sample_a_failed_one_too() =>
        Assert.Equal(Stored.Read("three.csv"), SampleCsv.Of(Stored.Source()));

    [Fact]
    public void A_report_made_twice_from_one_ledger_is_the_same_to_the_byte()
    {
        foreach (var report in new Func<ReportSource, string>[] { JsonReport.Of, SampleCsv.Of, MarkdownReport.Of, source => HtmlReport.Of(source, []) })
        {
            Assert.Equal(report(Stored.Source()), report(Stored.Source()));
        }
    }

    [Fact]
    public void A_comparison_as_json_has_the_properties_of_its_schema()
    {
        var json = JsonDocument.Parse(JsonReport.Of(Stored.Source())).RootElement;

        Assert.Equal("mul.compare/1", json.GetProperty("schema").GetString());
        Assert.Equal(
            ["schema", "workload", "seed", "rate", "window", "blocks", "metric", "threshold", "interleaved", "profiles", "comparisons", "best", "final", "findings", "environment"],
            NamesOf(json));
        Assert.Equal(
            ["baseline", "candidate", "ratio", "low", "high", "verdict", "invalid", "blocks", "blocksToDecide"],
            NamesOf(json.GetProperty("comparisons")[0]));
        Assert.Equal(["name", "file", "median", "medianSeconds"], NamesOf(json.GetProperty("profiles")[0]).Take(4));
        Assert.Equal(["faster", "invalid"], json.GetProperty("comparisons").EnumerateArray().Select(one => one.GetProperty("verdict").GetString()));
        Assert.Equal(["quick|er"], json.GetProperty("best").EnumerateArray().Select(name => name.GetString()));
    }

    [Fact]
    public void A_comparison_as_json_says_half_where_every_block_took_half_as_long()
    {
        var comparison = JsonDocument.Parse(JsonReport.Of(Stored.Source())).RootElement.GetProperty("comparisons")[0];

        Assert.Equal(0.5, comparison.GetProperty("ratio").GetDouble(), 12);
        Assert.Equal(0.5, comparison.GetProperty("low").GetDouble(), 12);
        Assert.Equal(0.5, comparison.GetProperty("high").GetDouble(), 12);
    }

    private static string[] NamesOf(JsonElement element) => [.. element.EnumerateObject().Select(property => property.Name)];
}
