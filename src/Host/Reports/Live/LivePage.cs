using System.Security.Cryptography;
using System.Text;
using Mul.Host.Reports.Html;

namespace Mul.Host.Reports.Live;

/// <summary>The page that shows a run while it goes on; what it shows comes as events.</summary>
internal static class LivePage
{
    private static readonly string[] Scripts = ["chart.umd.min.js", "live.js"];

    /// <summary>Nothing may be fetched but the events, and nothing may run but these scripts.</summary>
    public static string Policy { get; } =
        $"default-src 'none'; script-src {string.Join(' ', Scripts.Select(Hash))}; style-src 'unsafe-inline'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static string Of(string title) => Resource("live.html")
        .Replace("{{style}}", Resource("report.css"), StringComparison.Ordinal)
        .Replace("{{scripts}}", string.Concat(Scripts.Select(script => $"<script>{Resource(script)}</script>\n")), StringComparison.Ordinal)
        .Replace("{{title}}", HtmlText.Escape(title), StringComparison.Ordinal);

    private static string Hash(string script) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Resource(script))))}'";

    private static string Resource(string name)
    {
        using var stream = typeof(LivePage).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
