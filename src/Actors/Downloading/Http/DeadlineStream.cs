using System.Net.Sockets;

namespace Mul.Actors.Downloading.Http;

/// <summary>What a socket in blocking mode receives until a deadline, however many reads are made of it.</summary>
/// <remarks>
/// The operating system's timeout is for one receive, and a TLS stream makes as many as a record takes: a server that
/// drips would hold its caller's thread for as long as it likes.
/// </remarks>
internal sealed class DeadlineStream(Socket socket) : NetworkStream(socket, ownsSocket: false)
{
    // A read may be this late; in turn, what comes soon after the first receive costs no system calls but its own.
    private const int GrainMilliseconds = 16;
    private long _deadline = long.MaxValue;
    private int _setMilliseconds;

    /// <summary>Sets the deadline, rounded up to milliseconds.</summary>
    public void EndAfter(TimeSpan timeout) => _deadline = Environment.TickCount64 + (long)Math.Ceiling(timeout.TotalMilliseconds);

    /// <exception cref="SocketException">The deadline is over: <see cref="SocketError.TimedOut"/>.</exception>
    public override int Read(Span<byte> buffer)
    {
        var left = (int)Math.Min(_deadline - Environment.TickCount64, int.MaxValue);
        if (left <= 0)
        {
            throw new SocketException((int)SocketError.TimedOut);
        }

        if (left > _setMilliseconds || left < _setMilliseconds - GrainMilliseconds)
        {
            Socket.ReceiveTimeout = left;
            _setMilliseconds = left;
        }

        return Socket.Receive(buffer);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
}
