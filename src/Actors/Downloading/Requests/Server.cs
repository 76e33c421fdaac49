namespace Mul.Actors.Downloading.Requests;

/// <summary>Who is connected to: connections are interchangeable when this is equal.</summary>
internal readonly record struct Server(bool Tls, string Host, int Port)
{
    // RFC 1035, section 3.1: 255 bytes with those of their lengths, so 253 characters and perhaps a dot; .NET throws at more.
    private const int MaxHostLength = 254;

    /// <summary>Whose <paramref name="uri"/> is; null if its host can be no name: .NET has some as parts of URLs that it cannot turn into names.</summary>
    public static Server? Of(Uri uri)
    {
        try
        {
            return uri.IdnHost is { Length: > 0 and <= MaxHostLength } host ? new Server(uri.Scheme == Uri.UriSchemeHttps, host, uri.Port) : null;
        }
        catch (UriFormatException)
        {
            return null;
        }
    }
}
