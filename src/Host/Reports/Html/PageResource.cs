using System.Security.Cryptography;
using System.Text;

namespace Mul.Host.Reports.Html;

/// <summary>Styles, scripts and templates of pages, embedded in this assembly, and what lets a browser run them.</summary>
internal static class PageResource
{
    public static string Read(string name)
    {
        using var stream = typeof(PageResource).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not embedded in this assembly");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>The scripts as elements, in order.</summary>
    public static string Elements(IEnumerable<string> scripts) => string.Concat(scripts.Select(script => $"<script>{Read(script)}</script>\n"));

    /// <summary>The sources of a content-security policy by which these scripts may run, and no others.</summary>
    public static string Hashes(IEnumerable<string> scripts) =>
        string.Join(' ', scripts.Select(script => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Read(script))))}'"));
}
