using System.Text.RegularExpressions;
using Mul.Host.Reports.Writing;

namespace Mul.Host.Reports.Html;

/// <summary>A report's page: one file that needs nothing else.</summary>
internal static partial class HtmlPage
{
    private static readonly string[] Scripts = ["chart.umd.min.js", "chartjs-plugin-zoom.min.js", "report.js"];

    /// <param name="title">As text.</param>
    /// <param name="summary">The first screen, as HTML.</param>
    public static string Of(string title, string summary, IReadOnlyList<HtmlSection> sections)
    {
        var parts = new Dictionary<string, string>
        {
            ["policy"] = Policy(),
            ["title"] = HtmlText.Escape(title),
            ["style"] = PageResource.Read("report.css"),
            ["summary"] = summary,
            ["contents"] = string.Concat(sections.Select(section => $"<li><a href=\"#{section.Id}\">{HtmlText.Escape(section.Heading)}</a></li>")),
            ["sections"] = string.Concat(sections.Select(section => section.ToHtml())),
            ["data"] = ChartJson.Of(sections.SelectMany(section => section.Figures)),
            ["scripts"] = PageResource.Elements(Scripts),
        };
        // In one pass: what is filled in is never looked at again, whatever it contains.
        return Place().Replace(PageResource.Read("report.html"), place => parts[place.Groups[1].Value]);
    }

    // Nothing may be fetched, and nothing may run but these scripts, whatever gets into the text.
    private static string Policy() =>
        $"default-src 'none'; script-src {PageResource.Hashes(Scripts)}; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

    [GeneratedRegex(@"\{\{(\w+)\}\}")]
    private static partial Regex Place();
}
