using System.Text;

namespace Mul.Actors.Downloading.Requests;

/// <summary>One request of a download: where it goes, and what it may tell the server there.</summary>
/// <param name="Uri">Without credentials in every message that is made of it.</param>
/// <param name="Authorization">The header's value; null if there is nothing to tell.</param>
internal readonly record struct Hop(Uri Uri, Server Server, string? Authorization)
{
    /// <summary>The request that the user asked for. Credentials in its URL become a header.</summary>
    /// <exception cref="DownloadException">Its host can be no name.</exception>
    public static Hop To(Uri source) =>
        new(source, Server.Of(source) ?? throw DownloadException.Permanent("its host can be no name"), AuthorizationOf(source));

    /// <summary>Where a redirect leads. Credentials stay behind for good once it leaves the server.</summary>
    /// <exception cref="DownloadException">It leads to something that is not http, out of https, or to what can be no name.</exception>
    public Hop Follow(string? location)
    {
        if (location is null || !Uri.TryCreate(Uri, location, out var target))
        {
            throw DownloadException.Permanent("redirected to nowhere: no usable Location");
        }

        if (target.Scheme != Uri.UriSchemeHttp && target.Scheme != Uri.UriSchemeHttps)
        {
            throw DownloadException.Permanent($"redirected to {target.Scheme}:, which is refused");
        }

        if (Server.Tls && target.Scheme == Uri.UriSchemeHttp)
        {
            throw DownloadException.Permanent($"redirected from https to {Label(target)}, which is refused");
        }

        var server = Server.Of(target) ?? throw DownloadException.Permanent("redirected to a host that can be no name");
        return new Hop(target, server, server == Server ? Authorization : null);
    }

    /// <summary>Scheme, host and path: what can be shown. Credentials and queries may hold secrets.</summary>
    public static string Label(Uri uri) =>
        uri.GetComponents(UriComponents.Scheme | UriComponents.Host | UriComponents.Port | UriComponents.Path, UriFormat.UriEscaped);

    /// <summary>The host as a Host header has it: an IPv6 address in brackets and without its zone, the port unless it goes without saying.</summary>
    public string HostHeader
    {
        get
        {
            var host = Uri.HostNameType == UriHostNameType.IPv6 ? $"[{Server.NameForOthers}]" : Server.NameForOthers;
            return Uri.IsDefaultPort ? host : $"{host}:{Server.Port}";
        }
    }

    // RFC 7617, section 2: name and password with a colon between them, also where there is no password.
    private static string? AuthorizationOf(Uri uri) => uri.UserInfo switch
    {
        "" => null,
        var name when !name.Contains(':', StringComparison.Ordinal) => Basic(name + ":"),
        var both => Basic(both),
    };

    private static string Basic(string credentials) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(credentials)));
}
