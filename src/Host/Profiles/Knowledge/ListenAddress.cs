using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Mul.Actors.Jobs;

namespace Mul.Host.Profiles.Knowledge;

/// <summary>Where a coordinator listens.</summary>
internal static class ListenAddress
{
    /// <summary>Whether a coordinator could listen there, on this machine alone or beyond.</summary>
    public static bool IsOne(string text) => Read(text) is { IsEvery: false };

    /// <summary>Its host as everybody writes it, and its port.</summary>
    /// <param name="name">Of the option or the setting, for the message.</param>
    /// <param name="isProven">Whether both ends prove who they are, and nobody else can read.</param>
    /// <exception cref="UserException">It is no address, or one beyond this machine that must not be used.</exception>
    public static (string Host, int Port) Parse(string name, string text, bool isProven) => Read(text) switch
    {
        null => throw new UserException($"{name} {text}: expected a host and a port, as 127.0.0.1:4053."),
        { IsEvery: true } => throw new UserException($"{name} {text}: is every address of this machine. Name the one under which nodes find it."),
        { IsHere: false } when !isProven => throw new UserException($"{name} {text}: beyond 127.0.0.1 nodes speak only with proof of who they are. Give --tls a folder of certificates, here and on each node."),
        var (host, port, _, _) => (host, port),
    };

    /// <summary>What a host stands for: an address for itself, a name for its first IPv4 address.</summary>
    /// <exception cref="SocketException">There is no such name.</exception>
    public static IPAddress Resolve(string host) =>
        IPAddress.TryParse(host, out var address) ? address : Dns.GetHostAddresses(host, AddressFamily.InterNetwork)[0];

    // Null if it is no host and port.
    private static Place? Read(string text)
    {
        var colon = text.LastIndexOf(':');
        // An IPv6 address without its brackets would lose its last part to the port.
        if (colon <= 0 || (text.AsSpan(0, colon).Contains(':') && text[0] != '[') || !ushort.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port))
        {
            return null;
        }

        var typed = text[..colon] == "localhost" ? "127.0.0.1" : text[..colon];
        var address = IPAddress.TryParse(typed, out var parsed) ? parsed : null;
        // A node finds the run under the very name that it gives itself, and an address can be written in many ways.
        var host = address switch
        {
            null => typed,
            { AddressFamily: AddressFamily.InterNetworkV6 } => $"[{address}]",
            _ => address.ToString(),
        };
        return Uri.CheckHostName(host) is UriHostNameType.Unknown or UriHostNameType.Basic
            ? null
            : new Place(host, port, address is not null && IPAddress.IsLoopback(address), IPAddress.Any.Equals(address) || IPAddress.IPv6Any.Equals(address));
    }

    /// <param name="IsHere">Whether it is of this machine alone.</param>
    /// <param name="IsEvery">Whether it is every address of this machine.</param>
    private sealed record Place(string Host, int Port, bool IsHere, bool IsEvery);
}
