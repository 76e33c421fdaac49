using System.Globalization;
using Mul.Host.Reports.Charts;
using Mul.Host.Reports.Documents;
using Mul.Host.Reports.Exports;
using Mul.Host.Reports.Writing;
using Mul.Host.Traces;

namespace Mul.Host.Reports.Html;

/// <summary>A report as HTML: what it says first, then charts of what that rests on.</summary>
internal static class HtmlReport
{
    private const int MostJobs = TimelineReport.MostJobs;

    public static string Of(ReportSource source, IReadOnlyList<TracedExemplar> traced) =>
        HtmlPage.Of(TitleOf(source), HtmlSummary.Of(source, traced.Count > 0), [.. SectionsOf(source, traced)]);

    public static string Of(ReportDocument document) => HtmlPage.Of(
        document.Title,
        HtmlSummary.Of(document),
        [
            .. document.Figures.Count + document.Tables.Count > 0 ? [new HtmlSection("basis", "What this rests on", document.Figures, document.Tables)] : Array.Empty<HtmlSection>(),
            .. document.Listings.Count > 0 ? [new HtmlSection("paste", "What to paste", [], []) { Listings = document.Listings }] : Array.Empty<HtmlSection>(),
        ]);

    public static string TitleOf(ReportSource source) =>
        source.Comparison is { } comparison ? ReportText.Title(comparison) : ReportText.Title(source.Exemplars[0].Record);

    private static IEnumerable<HtmlSection> SectionsOf(ReportSource source, IReadOnlyList<TracedExemplar> traced)
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
            [
                // Where there is no chart of it that has the table.
                .. source.Exemplars.All(exemplar => CoreSeconds.Told(exemplar.Record) is null) ? [TimeLedgers.CoreSeconds(source.Exemplars)] : Array.Empty<TextTable>(),
                ReportTables.Processes(source.Exemplars),
                ReportTables.AskedAndSeen(source.Exemplars),
            ]);
        for (var i = 0; i < traced.Count; i++)
        {
            var (exemplar, trace) = traced[i];
            yield return new HtmlSection(
                string.Create(CultureInfo.InvariantCulture, $"inside-{i + 1}"),
                source.Comparison is null ? "Inside the run" : $"Inside {exemplar.Profile}: its median sample",
                [.. new TraceFigures(exemplar, trace, i, MostJobs / traced.Count).All()],
                []);
        }
    }
}
