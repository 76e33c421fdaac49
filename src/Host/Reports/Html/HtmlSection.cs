using System.Text;
using Mul.Host.Reports.Charts;
using Mul.Host.Reports.Documents;
using Mul.Host.Reports.Writing;
using Mul.Host.Statistics;

namespace Mul.Host.Reports.Html;

/// <summary>A part of the report: charts, then tables, then what there is to paste.</summary>
internal sealed record HtmlSection(string Id, string Heading, IReadOnlyList<Figure> Figures, IReadOnlyList<TextTable> Tables)
{
    /// <summary>Below the tables. Default: none.</summary>
    public IReadOnlyList<Listing> Listings { get; init; } = [];

    public string ToHtml()
    {
        var text = new StringBuilder();
        text.Append($"<section id=\"{Id}\" aria-labelledby=\"{Id}-heading\">\n<h2 id=\"{Id}-heading\">{HtmlText.Escape(Heading)}</h2>\n<div class=\"figures\">\n");
        foreach (var figure in Figures)
        {
            Add(text, figure);
        }

        text.Append("</div>\n");
        foreach (var table in Tables)
        {
            text.Append(HtmlText.Table(table));
        }

        foreach (var listing in Listings)
        {
            text.Append($"<h3>{HtmlText.Escape(listing.Title)}</h3>\n<pre tabindex=\"0\" role=\"region\" aria-label=\"{HtmlText.Escape(listing.Title)}\"><code>{HtmlText.Escape(listing.Text.TrimEnd())}</code></pre>\n");
        }

        return text.Append("</section>\n").ToString();
    }

    private static void Add(StringBuilder text, Figure figure) => text.Append(
        $"""
        <figure data-kind="{figure.Chart.Kind.NameOf()}">
        <div class="head"><h3 id="{figure.Id}-heading">{HtmlText.Escape(figure.Heading)}</h3>
        <div class="tools" role="group" aria-label="{HtmlText.Escape(figure.Heading)}: zoom" hidden><button type="button" data-zoom="in" data-chart="{figure.Id}" aria-label="Zoom in">+</button><button type="button" data-zoom="out" data-chart="{figure.Id}" aria-label="Zoom out">−</button><button type="button" data-zoom="reset" data-chart="{figure.Id}">whole</button></div></div>
        <div class="plot" style="height:{Height(figure.Chart)}px;--names:{Names(figure.Chart)}"><canvas id="{figure.Id}" role="img" tabindex="0" aria-labelledby="{figure.Id}-heading" aria-describedby="{figure.Id}-says {figure.Id}-point"></canvas></div>
        <output id="{figure.Id}-point" class="point"></output>
        <figcaption id="{figure.Id}-says">{HtmlText.Escape(figure.Says)}</figcaption>
        <details><summary>The same as a table</summary>
        {HtmlText.Table(figure.Table)}</details>
        </figure>

        """);

    // Room for each category, within what a screen shows at once, or if that is more, for its name and those of the legend.
    private static int Height(Chart chart) => chart.Kind switch
    {
        ChartKind.Intervals => Math.Max(Math.Clamp(90 + (46 * chart.Categories.Count), 150, 700), 90 + (20 * chart.Categories.Count)),
        ChartKind.Stacks => Math.Max(Math.Clamp(150 + (44 * chart.Categories.Count), 200, 800), 150 + (20 * chart.Categories.Count)),
        ChartKind.Lanes => Math.Clamp(80 + (22 * chart.Categories.Count), 130, 620),
        ChartKind.Points or ChartKind.Steps or ChartKind.Curves => Math.Max(300, 22 * (Names(chart) + 2)),
        _ => throw new ArgumentOutOfRangeException(nameof(chart), chart.Kind, "no such kind"),
    };

    // In the legend.
    private static int Names(Chart chart) => chart.Kind == ChartKind.Intervals ? 0 : chart.Series.Count + chart.Marks.Count;
}
