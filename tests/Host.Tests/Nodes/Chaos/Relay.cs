using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Mul.Host.Tests.Nodes.Chaos;

/// <summary>The way out of a network namespace: a port of its loopback leads to a Unix socket, which knows of no namespaces. Runs as a process of its own until its standard input closes.</summary>
internal static class Relay
{
    /// <summary>Said on standard output once the port is open.</summary>
    public const string Ready = "ready";

    public static int Run(string port, string socket)
    {
        using var listener = new TcpListener(IPAddress.Loopback, int.Parse(port, CultureInfo.InvariantCulture));
        listener.Start();
        _ = AcceptAsync(listener, socket);
        Console.WriteLine(Ready);
        Console.In.ReadToEnd();
        return 0;
    }

    private static async Task AcceptAsync(TcpListener listener, string socket)
    {
        while (true)
        {
            _ = CarryAsync(await listener.AcceptTcpClientAsync(), socket);
        }
    }

    private static async Task CarryAsync(TcpClient accepted, string socket)
    {
        using var inside = accepted;
        using var outside = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            inside.NoDelay = true;
            await outside.ConnectAsync(new UnixDomainSocketEndPoint(socket));
            using var stream = new NetworkStream(outside);
            // Whichever side ends first ends the other.
            await await Task.WhenAny(inside.GetStream().CopyToAsync(stream), stream.CopyToAsync(inside.GetStream()));
        }
        catch (Exception error) when (error is IOException or SocketException)
        {
            // A killed process closes its side as it likes.
        }
    }
}
