using System.Globalization;
using System.Text.RegularExpressions;
using Mul.Host.Traces;

namespace Mul.Host.Reports.Html;

/// <summary>A report as one HTML file that needs nothing else: what it says first, then charts of what that rests on.</summary>
internal static partial class HtmlReport
{
    private const int MostJobs = TimelineReport.MostJobs;

    private static readonly string[] Scripts = ["chart.umd.min.js", "chartjs-plugin-zoom.min.js", "report.js"];

    public static string Of(ReportSource source)
    {
        var traced = source.Exemplars.Select(exemplar => (Exemplar: exemplar, Trace: exemplar.ReadTrace())).Where(one => one.Trace is not null).Select(one => (one.Exemplar, Trace: one.Trace!)).ToArray();
        var sections = SectionsOf(source, traced).ToArray();
        var parts = new Dictionary<string, string>
        {
            ["policy"] = Policy(),
            ["title"] = HtmlText.Escape(TitleOf(source)),
            ["style"] = PageResource.Read("report.css"),
            ["summary"] = HtmlSummary.Of(source, traced.Length > 0),
            ["contents"] = string.Concat(sections.Select(section => $"<li><a href=\"#{section.Id}\">{HtmlText.Escape(section.Heading)}</a></li>")),
            ["sections"] = string.Concat(sections.Select(section => section.ToHtml())),
            ["data"] = ChartJson.Of(sections.SelectMany(section => section.Figures)),
            ["scripts"] = PageResource.Elements(Scripts),
        };
        // In one pass: what is filled in is never looked at again, whatever it contains.
        return Place().Replace(PageResource.Read("report.html"), place => parts[place.Groups[1].Value]);
    }

    public static string TitleOf(ReportSource source) =>
        source.Comparison is { } comparison ? ReportText.Title(comparison) : ReportText.Title(source.Exemplars[0].Record);

    private static IEnumerable<HtmlSection> SectionsOf(ReportSource source, (Exemplar Exemplar, Trace Trace)[] traced)
    {
        if (source.Comparison is { } comparison)
        {
            Figure[] figures = [.. comparison.Comparisons.Any(one => one.Ratio is not null) ? [ExperimentFigures.Ratios(comparison)] : Array.Empty<Figure>(), ExperimentFigures.Samples(comparison, source.Samples)];
            yield return new HtmlSection("sure", "How sure this is", figures, []);
        }

        if (source.Exemplars.Count == 0)
        {
            yield break;
        }

        yield return new HtmlSection(
            "time",
            "Where the time went",
            [.. TimeFigures.Ledgers(source.Exemplars), .. TimeFigures.Distributions(traced)],
            [ReportTables.Processes(source.Exemplars), ReportTables.AskedAndSeen(source.Exemplars)]);
        for (var i = 0; i < traced.Length; i++)
        {
            var (exemplar, trace) = traced[i];
            yield return new HtmlSection(
                string.Create(CultureInfo.InvariantCulture, $"inside-{i + 1}"),
                source.Comparison is null ? "Inside the run" : $"Inside {exemplar.Profile}: its median sample",
                [.. new TraceFigures(exemplar, trace, i, MostJobs / traced.Length).All()],
                []);
        }
    }

    // Nothing may be fetched, and nothing may run but these scripts, whatever gets into the text.
    private static string Policy() =>
        $"default-src 'none'; script-src {PageResource.Hashes(Scripts)}; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

    [GeneratedRegex(@"\{\{(\w+)\}\}")]
    private static partial Regex Place();
}
