using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Mul.Host.Profiles.Knowledge;

namespace Mul.Host.Nodes;

/// <summary>Why an address could not be listened on, which Akka.NET leaves to exceptions within exceptions.</summary>
internal static class BindFailure
{
    /// <summary>Tries it once more, and says in a sentence what is wrong and what to do.</summary>
    public static string Of(string host, int port)
    {
        var where = string.Create(CultureInfo.InvariantCulture, $"{host}:{port}");
        try
        {
            var address = ListenAddress.Resolve(host);
            using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(address, port));
            socket.Listen();
            return $"{where} could not be listened on a moment ago. Try again.";
        }
        catch (SocketException error)
        {
            return error.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => $"another process listens on {where}. End it, or name another port; 0 is a free one.",
                SocketError.AddressNotAvailable => $"{host} is no address of this machine. Name one that is.",
                SocketError.AccessDenied => $"listening on {where} is not allowed. Name a port above 1023; 0 is a free one.",
                SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => $"{host} is the name of no machine. Name an address of this one.",
                _ => $"{where} cannot be listened on: {error.Message}. Name another address.",
            };
        }
    }
}
