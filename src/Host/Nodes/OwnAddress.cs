using System.Net;
using System.Net.Sockets;
using Mul.Actors.Jobs;
using Mul.Host.Profiles.Knowledge;

namespace Mul.Host.Nodes;

/// <summary>Which of this machine's addresses another one sees.</summary>
internal static class OwnAddress
{
    /// <summary>The address from which <paramref name="host"/> is reached: loopback where it is this machine.</summary>
    /// <param name="name">The option, with what the user gave it.</param>
    /// <exception cref="UserException">There is no way to it.</exception>
    public static string Towards(string host, int port, string name)
    {
        try
        {
            var there = ListenAddress.Resolve(host);
            // A datagram socket that is connected sends nothing: the system only chooses the way, and with it the address.
            using var socket = new Socket(there.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            socket.Connect(there, port);
            var own = ((IPEndPoint)socket.LocalEndPoint!).Address;
            return own.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{own}]" : own.ToString();
        }
        catch (SocketException error)
        {
            throw new UserException($"{name}: there is no way from this machine to {host}: {Why(error)}.");
        }
    }

    // What a connect says names the address as well; of a name that is not found there is only the message.
    private static string Why(SocketException error) => error.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain
        ? error.Message
        : new SocketException((int)error.SocketErrorCode).Message;
}
