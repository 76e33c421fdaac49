using System.Buffers.Text;
using System.Diagnostics;
using System.Text.Unicode;

namespace Mul.Actors.Downloading;

/// <summary>One request and its response after another, over connections that others own; the buffer is reused.</summary>
internal sealed class Exchange(TransferSettings settings)
{
    /// <summary>Bytes that a head, all interim ones before it included, or the trailers of a body may have.</summary>
    public const int MaxHead = 64 * 1024;
    private const int MaxChunkLine = 4096;
    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(MaxHead);
    private Connection? _connection;
    private Framing _framing;
    private int _start;
    private int _end;
    private long _remaining;
    private bool _betweenChunks;

    private enum Framing
    {
        /// <summary>The body is at its end.</summary>
        Ended,
        ByLength,
        ByChunks,
        ByClosing,
    }

    public ResponseHead Head { get; } = new();

    /// <summary>Whether any byte of a response has come.</summary>
    public bool IsAnswered { get; private set; }

    /// <summary>Whether only the end of the connection will end the body, so that a cut cannot be told from the end.</summary>
    public bool EndsByClosing => _framing == Framing.ByClosing;

    /// <summary>Whether the connection is ready for another exchange.</summary>
    public bool IsReusable => _framing == Framing.Ended && Head.KeepAlive && _start == _end && !(Head.Chunked && Head.ContentLength is not null);

    /// <summary>Asks for <paramref name="hop"/>, and reads the response up to its body.</summary>
    /// <param name="from">Where in the file the body is to start; 0 = ask for all of it.</param>
    /// <param name="etag">The entity that a <paramref name="from"/> beyond 0 applies to.</param>
    public async ValueTask AskAsync(Connection connection, Hop hop, long from, string? etag)
    {
        _connection = connection;
        _framing = Framing.Ended;
        _start = _end = 0;
        IsAnswered = false;
        var length = Write(hop, from, etag);
        await connection.SendAsync(_buffer.AsMemory(0, length), settings.HeadersTimeout).ConfigureAwait(false);

        var started = Stopwatch.GetTimestamp();
        do
        {
            int head;
            while ((head = Head.Read(_buffer.AsSpan(_start, _end - _start))) == 0)
            {
                if (_end == MaxHead)
                {
                    throw DownloadException.Protocol("headers over 64 KiB");
                }

                var before = _end;
                var left = settings.HeadersTimeout - Stopwatch.GetElapsedTime(started);
                await FillAsync(left, $"no headers within {settings.HeadersTimeout.TotalSeconds:0.###} s").ConfigureAwait(false);
                if (_end == before)
                {
                    throw DownloadException.Transient("the connection was closed before a response");
                }
            }

            _start += head;
            if (Head.Status == 101)
            {
                throw DownloadException.Protocol("switched to a protocol that nobody asked for");
            }
        }
        while (Head.Status < 200);

        Frame();
    }

    /// <summary>The next bytes of the body, valid until the next call; none = it is complete.</summary>
    /// <exception cref="DownloadException">The body was cut or is not framed as announced, or nothing came for too long.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> ReadAsync()
    {
        if (_framing == Framing.ByChunks && _remaining == 0)
        {
            await NextChunkAsync().ConfigureAwait(false);
        }

        if (_framing == Framing.Ended)
        {
            return default;
        }

        if (_start == _end)
        {
            _start = _end = 0;
            await FillAsync(settings.IdleTimeout, $"no byte for {settings.IdleTimeout.TotalSeconds:0.###} s").ConfigureAwait(false);
            if (_end == 0)
            {
                return _framing == Framing.ByClosing ? End() : throw Cut();
            }
        }

        var count = (int)Math.Min(_end - _start, _remaining);
        var bytes = _buffer.AsMemory(_start, count);
        _start += count;
        _remaining -= count;
        if (_framing == Framing.ByLength && _remaining == 0)
        {
            End();
        }

        return bytes;
    }

    /// <summary>Passes over a body that nobody wants, if it is all there already; waiting for it would cost more than a new connection.</summary>
    public void Skip()
    {
        if (_framing == Framing.ByLength && _remaining <= _end - _start)
        {
            _start += (int)_remaining;
            End();
        }
    }

    private int Write(Hop hop, long from, string? etag)
    {
        var authorization = hop.Authorization is null ? "" : $"Authorization: {hop.Authorization}\r\n";
        var range = from == 0 ? "" : $"Range: bytes={from}-\r\nIf-Range: {etag}\r\n";
        return Utf8.TryWrite(
            _buffer,
            $"GET {hop.Uri.PathAndQuery} HTTP/1.1\r\nHost: {hop.HostHeader}\r\nUser-Agent: mul\r\nAccept: */*\r\nAccept-Encoding: identity\r\n{authorization}{range}\r\n",
            out var written)
                ? written
                : throw DownloadException.Permanent("the URL is longer than 64 KiB");
    }

    // RFC 9112, section 6.3.
    private void Frame()
    {
        _betweenChunks = false;
        _remaining = 0;
        if (Head.Status is 204 or 304 || (!Head.Chunked && Head.ContentLength == 0))
        {
            _framing = Framing.Ended;
        }
        else if (Head.Chunked)
        {
            _framing = Framing.ByChunks;
        }
        else
        {
            _framing = Head.ContentLength is null ? Framing.ByClosing : Framing.ByLength;
            _remaining = Head.ContentLength ?? long.MaxValue;
        }
    }

    private async ValueTask FillAsync(TimeSpan timeout, string late)
    {
        try
        {
            if (timeout <= TimeSpan.Zero)
            {
                throw new TimeoutException();
            }

            _end += await _connection!.ReceiveAsync(_buffer.AsMemory(_end), timeout).ConfigureAwait(false);
            IsAnswered |= _end > 0;
        }
        catch (TimeoutException)
        {
            throw DownloadException.Transient(late);
        }
    }

    private async ValueTask NextChunkAsync()
    {
        if (_betweenChunks && (await ReadLineAsync().ConfigureAwait(false)).Length > 0)
        {
            throw DownloadException.Protocol("a chunk longer than its size");
        }

        _remaining = SizeOf((await ReadLineAsync().ConfigureAwait(false)).Span);
        _betweenChunks = true;
        if (_remaining > 0)
        {
            return;
        }

        for (var trailers = 0; (await ReadLineAsync().ConfigureAwait(false)).Length is var length and > 0;)
        {
            trailers += length;
            if (trailers > MaxHead)
            {
                throw DownloadException.Protocol("trailers over 64 KiB");
            }
        }

        End();
    }

    private static long SizeOf(ReadOnlySpan<byte> line)
    {
        var end = line.IndexOfAny((byte)';', (byte)' ', (byte)'\t');
        var digits = end < 0 ? line : line[..end];
        return digits.Length <= 15 && Utf8Parser.TryParse(digits, out long size, out var consumed, 'x') && consumed == digits.Length
            ? size
            : throw DownloadException.Protocol("a chunk size that is no number");
    }

    private async ValueTask<ReadOnlyMemory<byte>> ReadLineAsync()
    {
        while (true)
        {
            var length = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            if (length >= 0)
            {
                var line = _buffer.AsMemory(_start, length);
                _start += length + 1;
                return line.Span.EndsWith("\r"u8) ? line[..^1] : line;
            }

            if (_end - _start > MaxChunkLine)
            {
                throw DownloadException.Protocol("a chunk size that does not end");
            }

            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
            var before = _end;
            await FillAsync(settings.IdleTimeout, $"no byte for {settings.IdleTimeout.TotalSeconds:0.###} s").ConfigureAwait(false);
            if (_end == before)
            {
                throw Cut();
            }
        }
    }

    private ReadOnlyMemory<byte> End()
    {
        _framing = Framing.Ended;
        return default;
    }

    private static DownloadException Cut() => DownloadException.Transient("the connection was closed before the end of the body");
}
