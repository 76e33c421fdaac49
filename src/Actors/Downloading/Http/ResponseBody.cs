using System.Buffers.Text;
using Mul.Actors.Downloading.Requests;

namespace Mul.Actors.Downloading.Http;

/// <summary>The body of a response as it comes, taken out of what frames it.</summary>
/// <remarks>RFC 9112, section 6.3: a length, chunks, or the end of the connection say where it ends.</remarks>
internal sealed class ResponseBody(TransferSettings settings, ReceiveBuffer buffer)
{
    private const int MaxTrailers = 64 * 1024;
    private const int MaxChunkLine = 4096;
    private readonly string _late = $"no byte for {settings.IdleTimeout.TotalSeconds:0.###} s";
    private Framing _framing;
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

    public bool HasEnded => _framing == Framing.Ended;

    /// <summary>Whether only the end of the connection will end the body, so that a cut cannot be told from the end.</summary>
    public bool EndsByClosing => _framing == Framing.ByClosing;

    /// <summary>There is none to read any more.</summary>
    public void Abandon() => _framing = Framing.Ended;

    /// <summary>Turns to the body that follows a head.</summary>
    public void Begin(ResponseHead head)
    {
        _betweenChunks = false;
        _remaining = 0;
        if (head.Status is 204 or 304 || (!head.Chunked && head.ContentLength == 0))
        {
            _framing = Framing.Ended;
        }
        else if (head.Chunked)
        {
            _framing = Framing.ByChunks;
        }
        else
        {
            _framing = head.ContentLength is null ? Framing.ByClosing : Framing.ByLength;
            _remaining = head.ContentLength ?? long.MaxValue;
        }
    }

    /// <summary>Lets a body end after <paramref name="length"/> bytes if only the end of its connection would end it.</summary>
    public void Expect(long length)
    {
        if (EndsByClosing)
        {
            (_framing, _remaining) = (Framing.ByLength, length);
        }
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

        if (buffer.IsEmpty && !await FillAsync().ConfigureAwait(false))
        {
            if (_framing != Framing.ByClosing)
            {
                throw Cut();
            }

            _framing = Framing.Ended;
            return default;
        }

        var count = (int)Math.Min(buffer.Waiting.Length, _remaining);
        _remaining -= count;
        if (_framing == Framing.ByLength && _remaining == 0)
        {
            _framing = Framing.Ended;
        }

        return buffer.Take(count);
    }

    /// <summary>Passes over a body that nobody wants, if it is all there already; waiting for it would cost more than a new connection.</summary>
    public void Skip()
    {
        if (_framing == Framing.ByLength && _remaining <= buffer.Waiting.Length)
        {
            buffer.Take((int)_remaining);
            _framing = Framing.Ended;
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
            if (trailers > MaxTrailers)
            {
                throw DownloadException.Protocol("trailers over 64 KiB");
            }
        }

        _framing = Framing.Ended;
    }

    private static long SizeOf(ReadOnlySpan<byte> line)
    {
        // Extensions follow a semicolon, and there may be blanks before it.
        var end = line.IndexOf((byte)';');
        var digits = (end < 0 ? line : line[..end]).TrimEnd(" \t"u8);
        return digits.Length <= 15 && Utf8Parser.TryParse(digits, out long size, out var consumed, 'x') && consumed == digits.Length
            ? size
            : throw DownloadException.Protocol("a chunk size that is no number");
    }

    private async ValueTask<ReadOnlyMemory<byte>> ReadLineAsync()
    {
        while (true)
        {
            var length = buffer.Waiting.IndexOf((byte)'\n');
            if (length >= 0)
            {
                var line = buffer.Take(length + 1)[..length];
                return line.Span.EndsWith("\r"u8) ? line[..^1] : line;
            }

            if (buffer.Waiting.Length > MaxChunkLine)
            {
                throw DownloadException.Protocol("a chunk size or trailer over 4 KiB");
            }

            if (!await FillAsync().ConfigureAwait(false))
            {
                throw Cut();
            }
        }
    }

    private ValueTask<bool> FillAsync()
    {
        buffer.Compact();
        return buffer.FillAsync(settings.IdleTimeout, _late);
    }

    private static DownloadException Cut() => DownloadException.Transient("the connection was closed before the end of the body");
}
