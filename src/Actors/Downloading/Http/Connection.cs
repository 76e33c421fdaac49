using System.Net;
using System.Net.Sockets;
using Mul.Actors.Downloading.Requests;

namespace Mul.Actors.Downloading.Http;

/// <summary>A connection to a server, used by one exchange at a time.</summary>
/// <remarks>
/// A blocking one is a socket in blocking mode from its first call to its last, with the timeouts of the operating
/// system: it makes progress when not a single thread of the thread pool is free. That is why the downloads do
/// without HttpClient, whose synchronous Send opens its connections on the thread pool (.NET 10).
/// </remarks>
/// <param name="waiting">What a blocking one receives from; null for one that is not.</param>
/// <param name="tls">Above it, if the server speaks TLS.</param>
internal sealed class Connection(Socket socket, DeadlineStream? waiting, Stream? tls, Server server, IPAddress address) : IDisposable
{
    private CancellationTokenSource _timer = new();

    public Server Server { get; } = server;

    public Socket Socket { get; } = socket;

    /// <summary>The one that was dialled.</summary>
    public IPAddress Address { get; } = address;

    /// <summary>Whether it has carried an exchange before, so that the server may have closed it in the meantime.</summary>
    public bool HasServed { get; set; }

    /// <summary>Whether the server closed it, or said something that nobody asked for.</summary>
    public bool IsStale() => Socket.Poll(0, SelectMode.SelectRead);

    /// <summary>Sends all of <paramref name="bytes"/>.</summary>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> bytes, TimeSpan timeout)
    {
        if (waiting is not null)
        {
            SendBlocking(bytes.Span);
            return;
        }

        while (bytes.Length > 0)
        {
            var pending = tls is null ? Socket.SendAsync(bytes, SocketFlags.None, _timer.Token) : WriteAsync(tls, bytes, _timer.Token);
            bytes = bytes[await Timed(pending, timeout).ConfigureAwait(false)..];
        }
    }

    /// <returns>How many bytes came; 0 = the server closed the connection.</returns>
    /// <exception cref="TimeoutException">None came in time.</exception>
    public ValueTask<int> ReceiveAsync(Memory<byte> buffer, TimeSpan timeout)
    {
        if (waiting is not null)
        {
            waiting.EndAfter(timeout);
            return new ValueTask<int>(ReceiveBlocking(tls ?? waiting, buffer.Span));
        }

        var pending = tls is null ? Socket.ReceiveAsync(buffer, SocketFlags.None, _timer.Token) : tls.ReadAsync(buffer, _timer.Token);
        return pending.IsCompletedSuccessfully ? pending : Timed(pending, timeout);
    }

    /// <summary>Whether it is the operating system's timeout, which a TLS stream wraps.</summary>
    public static bool IsTimeout(Exception failure) =>
        failure is SocketException { SocketErrorCode: SocketError.TimedOut } or IOException { InnerException: SocketException { SocketErrorCode: SocketError.TimedOut } };

    public void Dispose()
    {
        // The socket first: a TLS stream would say goodbye to a server that may not listen.
        Socket.Dispose();
        tls?.Dispose();
        waiting?.Dispose();
        _timer.Dispose();
    }

    private void SendBlocking(ReadOnlySpan<byte> bytes)
    {
        if (tls is not null)
        {
            tls.Write(bytes);
            return;
        }

        while (bytes.Length > 0)
        {
            bytes = bytes[Socket.Send(bytes)..];
        }
    }

    private static int ReceiveBlocking(Stream stream, Span<byte> buffer)
    {
        try
        {
            return stream.Read(buffer);
        }
        catch (Exception failure) when (IsTimeout(failure))
        {
            throw new TimeoutException();
        }
    }

    private static async ValueTask<int> WriteAsync(Stream stream, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        await stream.WriteAsync(bytes, cancellation).ConfigureAwait(false);
        return bytes.Length;
    }

    // The timer is set only when there is something to wait for.
    private async ValueTask<int> Timed(ValueTask<int> pending, TimeSpan timeout)
    {
        _timer.CancelAfter(timeout);
        try
        {
            return await pending.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_timer.IsCancellationRequested)
        {
            throw new TimeoutException();
        }
        finally
        {
            Disarm();
        }
    }

    private void Disarm()
    {
        // It may have fired after the wait was over.
        if (!_timer.TryReset())
        {
            _timer.Dispose();
            _timer = new CancellationTokenSource();
        }
    }
}
