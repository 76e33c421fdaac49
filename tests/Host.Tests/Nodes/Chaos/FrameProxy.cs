using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Mul.Host.Tests.Nodes.Chaos;

/// <summary>Stands between one node and the coordinator, and treats messages as a network may. What Akka.NET itself says, handshakes and heartbeats, goes through.</summary>
internal sealed class FrameProxy : IDisposable
{
    private const int LengthBytes = 4;

    private readonly CancellationTokenSource _stopping = new();
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly int _node;
    private readonly int _port;
    private readonly WireTap _tap;
    private readonly Trap _trap;

    /// <param name="socket">Where the node comes from.</param>
    /// <param name="port">Where the coordinator listens.</param>
    public FrameProxy(int node, string socket, int port, WireTap tap, Trap trap, Mischief mischief)
    {
        (_node, _port, _tap, _trap, Mischief) = (node, port, tap, trap, mischief);
        _listener.Bind(new UnixDomainSocketEndPoint(socket));
        _listener.Listen();
        _ = AcceptAsync();
    }

    public Mischief Mischief { get; }

    public void Dispose()
    {
        _stopping.Cancel();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            _ = CarryAsync(await _listener.AcceptAsync(_stopping.Token));
        }
    }

    private async Task CarryAsync(Socket accepted)
    {
        using var toNode = new NetworkStream(accepted, ownsSocket: true);
        using var run = new TcpClient { NoDelay = true };
        try
        {
            await run.ConnectAsync(IPAddress.Loopback, _port, _stopping.Token);
            var opened = Stopwatch.GetTimestamp();
            await await Task.WhenAny(PumpAsync(toNode, run.GetStream(), opened), PumpAsync(run.GetStream(), toNode, opened));
        }
        catch (Exception error) when (error is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One of the two was killed, or is not there yet: the other notices, as it would without us.
        }
        catch (Exception bug)
        {
            _tap.Complain(bug.ToString());
        }
    }

    private async Task PumpAsync(Stream from, Stream to, long opened)
    {
        byte[]? held = null;
        while (true)
        {
            var frame = await ReadAsync(from);
            if (AkkaFrame.MessageIn(frame.AsSpan(LengthBytes)) is not { } message)
            {
                await to.WriteAsync(frame, _stopping.Token);
                continue;
            }

            if (_trap.For(message, _tap.IsNews(message)) is { } blow)
            {
                _tap.See(_node, message, opened, blow.Arrives);
                if (blow.Arrives)
                {
                    await to.WriteAsync(frame, _stopping.Token);
                }

                blow.Strike();
                return;
            }

            var fate = Mischief.Next();
            _tap.See(_node, message, opened, fate != Fate.IsLost);
            if (fate == Fate.IsOvertaken && held is null)
            {
                held = frame;
                continue;
            }

            for (var copies = fate switch { Fate.IsLost => 0, Fate.ArrivesTwice => 2, _ => 1 }; copies > 0; copies--)
            {
                await to.WriteAsync(frame, _stopping.Token);
            }

            if (held is not null)
            {
                await to.WriteAsync(held, _stopping.Token);
                held = null;
            }
        }
    }

    private async Task<byte[]> ReadAsync(Stream from)
    {
        var length = new byte[LengthBytes];
        await from.ReadExactlyAsync(length, _stopping.Token);
        var frame = new byte[LengthBytes + BinaryPrimitives.ReadInt32LittleEndian(length)];
        length.CopyTo(frame, 0);
        await from.ReadExactlyAsync(frame.AsMemory(LengthBytes), _stopping.Token);
        return frame;
    }
}
