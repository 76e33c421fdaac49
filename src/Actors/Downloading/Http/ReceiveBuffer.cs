using Mul.Actors.Downloading.Requests;

namespace Mul.Actors.Downloading.Http;

/// <summary>What has come over a connection and nobody has taken yet; the memory is used again for every exchange.</summary>
internal sealed class ReceiveBuffer
{
    /// <summary>Bytes that it holds.</summary>
    private const int Capacity = 64 * 1024;

    private readonly byte[] _bytes = GC.AllocateUninitializedArray<byte>(Capacity);
    private Connection? _connection;
    private int _start;
    private int _end;

    /// <summary>What waits to be taken.</summary>
    public ReadOnlySpan<byte> Waiting => _bytes.AsSpan(_start, _end - _start);

    public bool IsEmpty => _start == _end;

    /// <summary>Whether there is no room behind what waits; taking some of it makes none.</summary>
    public bool IsFull => _end == Capacity;

    /// <summary>Turns to another exchange; nothing of the one before is left.</summary>
    /// <returns>All of the memory, to write a request into before anything comes.</returns>
    public Memory<byte> Begin(Connection connection)
    {
        _connection = connection;
        _start = _end = 0;
        return _bytes;
    }

    /// <summary>Takes what came first; valid until <see cref="Compact"/>, <see cref="FillAsync"/> or <see cref="Begin"/> is called.</summary>
    public ReadOnlyMemory<byte> Take(int count)
    {
        var taken = _bytes.AsMemory(_start, count);
        _start += count;
        return taken;
    }

    /// <summary>Makes room by moving what waits to the front.</summary>
    public void Compact()
    {
        Waiting.CopyTo(_bytes);
        (_start, _end) = (0, _end - _start);
    }

    /// <summary>Waits for more.</summary>
    /// <param name="late">The reason of failure if nothing comes in time.</param>
    /// <returns>Whether some came; otherwise the connection was closed.</returns>
    /// <exception cref="DownloadException">Nothing came in time.</exception>
    public async ValueTask<bool> FillAsync(TimeSpan timeout, string late)
    {
        try
        {
            if (timeout <= TimeSpan.Zero)
            {
                throw new TimeoutException();
            }

            var count = await _connection!.ReceiveAsync(_bytes.AsMemory(_end), timeout).ConfigureAwait(false);
            _end += count;
            return count > 0;
        }
        catch (TimeoutException)
        {
            throw new DownloadException(new Fault(FaultKind.Transient, late, IsSilence: true));
        }
    }
}
