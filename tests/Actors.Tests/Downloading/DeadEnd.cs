using System.Net;
using System.Net.Sockets;

namespace Mul.Actors.Tests.Downloading;

/// <summary>An address that neither accepts nor refuses: nobody takes connections from its full queue.</summary>
internal sealed class DeadEnd : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly List<Socket> _queue = [];

    public DeadEnd(IPAddress address, int port = 0)
    {
        _listener.Bind(new IPEndPoint(address, port));
        _listener.Listen(0);
        for (var place = 0; place < 4; place++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
            _queue.Add(socket);
            try
            {
                socket.Connect(_listener.LocalEndPoint!);
            }
            catch (SocketException underWay) when (underWay.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
            {
                // As meant: it does not wait.
            }
        }
    }

    public Uri Url => new($"http://{_listener.LocalEndPoint}/file.bin");

    /// <summary>Takes who waits and who comes.</summary>
    /// <param name="serve">What is done for each of them.</param>
    public async Task AcceptAsync(Func<Socket, Task> serve)
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptAsync();
                _queue.Add(socket);
                _ = serve(socket);
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // The spec is over.
        }
    }

    public void Dispose()
    {
        _listener.Dispose();
        _queue.ForEach(socket => socket.Dispose());
    }
}
