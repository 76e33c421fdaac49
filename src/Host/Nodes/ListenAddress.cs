using System.Globalization;
using System.Net;
using Mul.Actors.Jobs;

namespace Mul.Host.Nodes;

/// <summary>Where a coordinator listens.</summary>
internal static class ListenAddress
{
    /// <param name="name">Of the option or the setting, for the message.</param>
    /// <exception cref="UserException">It is no address, or not one of this machine alone.</exception>
    public static (string Host, int Port) Parse(string name, string text)
    {
        var colon = text.LastIndexOf(':');
        if (colon <= 0 || !ushort.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port))
        {
            throw new UserException($"{name} {text}: expected a host and a port, as 127.0.0.1:4053.");
        }

        var host = text[..colon] == "localhost" ? "127.0.0.1" : text[..colon];
        return IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address)
            ? (host, port)
            : throw new UserException($"{name} {text}: nodes speak without encryption and without proof of who they are, so only over 127.0.0.1. Forward the port through a tunnel, as ssh -L does.");
    }
}
