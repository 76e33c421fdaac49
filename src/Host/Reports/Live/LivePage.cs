using Mul.Host.Reports.Html;
using Mul.Host.Reports.Writing;

namespace Mul.Host.Reports.Live;

/// <summary>The page that shows a run while it goes on; what it shows comes as events.</summary>
internal static class LivePage
{
    private static readonly string[] Scripts = ["chart.umd.min.js", "live.js"];

    /// <summary>Nothing may be fetched but the events, and nothing may run but these scripts.</summary>
    public static string Policy { get; } =
        $"default-src 'none'; script-src {PageResource.Hashes(Scripts)}; style-src 'unsafe-inline'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static string Of(string title) => PageResource.Read("live.html")
        .Replace("{{style}}", PageResource.Read("report.css"), StringComparison.Ordinal)
        .Replace("{{scripts}}", PageResource.Elements(Scripts), StringComparison.Ordinal)
        .Replace("{{title}}", HtmlText.Escape(title), StringComparison.Ordinal);
}
