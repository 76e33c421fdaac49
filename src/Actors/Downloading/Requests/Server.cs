using System.Text.RegularExpressions;

namespace Mul.Actors.Downloading.Requests;

/// <summary>Who is connected to: connections are interchangeable when this is equal.</summary>
internal readonly partial record struct Server(bool Tls, string Host, int Port)
{
    // RFC 1035, section 3.1: 255 bytes with those of their lengths, so 253 characters and perhaps a dot; .NET throws at more.
    private const int MaxHostLength = 254;

    /// <summary>The host without an IPv6 address's zone, which is this machine's business alone (RFC 6874, section 4).</summary>
    public string NameForOthers => Host.IndexOf('%', StringComparison.Ordinal) is var zone and > 0 ? Host[..zone] : Host;

    /// <summary>Whose <paramref name="uri"/> is; null if its host can be no name: .NET has some as parts of URLs that it cannot turn into names.</summary>
    public static Server? Of(Uri uri)
    {
        try
        {
            return uri.IdnHost is { Length: > 0 and <= MaxHostLength } host
                ? new Server(uri.Scheme == Uri.UriSchemeHttps, uri.HostNameType == UriHostNameType.IPv6 ? EscapedZone().Replace(host, "%") : host, uri.Port)
                : null;
        }
        catch (UriFormatException)
        {
            return null;
        }
    }

    // RFC 6874: in a URL the % before an IPv6 address's zone is written as %25; people write it either way.
    [GeneratedRegex("%25(?=.)")]
    private static partial Regex EscapedZone();
}
