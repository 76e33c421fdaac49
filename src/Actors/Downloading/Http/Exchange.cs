using System.Diagnostics;
using System.Text.Unicode;
using Mul.Actors.Downloading.Requests;

namespace Mul.Actors.Downloading.Http;

/// <summary>One request and its response after another, over connections that others own; the buffer is reused.</summary>
internal sealed class Exchange
{
    private readonly TransferSettings _settings;
    private readonly ReceiveBuffer _buffer = new();
    private readonly string _late;

    public Exchange(TransferSettings settings)
    {
        _settings = settings;
        _late = $"no headers within {settings.HeadersTimeout.TotalSeconds:0.###} s";
        Body = new ResponseBody(settings, _buffer);
    }

    public ResponseHead Head { get; } = new();

    public ResponseBody Body { get; }

    /// <summary>Whether a response has come, with head and status: what is none may be the end of one before.</summary>
    public bool IsAnswered => Head.Status != 0;

    /// <summary>Whether the connection is ready for another exchange.</summary>
    /// <remarks>Of chunks and a length it takes exactly one: who says both may mean either, and who says neither closes it.</remarks>
    public bool IsReusable => Body.HasEnded && Head.KeepAlive && _buffer.IsEmpty && Head.Chunked != (Head.ContentLength is not null);

    /// <summary>Asks for <paramref name="hop"/>, and reads the response up to its body.</summary>
    /// <param name="from">Where in the file the body is to start; 0 = ask for all of it.</param>
    /// <param name="etag">The entity that a <paramref name="from"/> beyond 0 applies to.</param>
    /// <exception cref="DownloadException">There is no response, or one that is no HTTP/1.1.</exception>
    public async ValueTask AskAsync(Connection connection, Hop hop, long from, string? etag)
    {
        Body.Abandon();
        Head.Forget();
        var memory = _buffer.Begin(connection);
        var length = Write(memory.Span, hop, from, etag);
        await connection.SendAsync(memory[..length], _settings.HeadersTimeout).ConfigureAwait(false);

        var started = Stopwatch.GetTimestamp();
        do
        {
            await ReadHeadAsync(started).ConfigureAwait(false);
            if (Head.Status == 101)
            {
                throw DownloadException.Protocol("switched to a protocol that nobody asked for");
            }
        }
        while (Head.Status < 200);

        Body.Begin(Head);
    }

    private async ValueTask ReadHeadAsync(long started)
    {
        int length;
        while ((length = Head.Read(_buffer.Waiting)) == 0)
        {
            if (_buffer.IsFull)
            {
                throw DownloadException.Protocol("headers over 64 KiB");
            }

            var left = _settings.HeadersTimeout - Stopwatch.GetElapsedTime(started);
            if (!await _buffer.FillAsync(left, _late).ConfigureAwait(false))
            {
                throw DownloadException.Transient("the connection was closed before a response");
            }
        }

        _buffer.Take(length);
    }

    private static int Write(Span<byte> request, Hop hop, long from, string? etag)
    {
        var authorization = hop.Authorization is null ? "" : $"Authorization: {hop.Authorization}\r\n";
        var range = from == 0 ? "" : $"Range: bytes={from}-\r\nIf-Range: {etag}\r\n";
        return Utf8.TryWrite(
            request,
            $"GET {hop.Uri.PathAndQuery} HTTP/1.1\r\nHost: {hop.HostHeader}\r\nUser-Agent: mul\r\nAccept: */*\r\nAccept-Encoding: identity\r\n{authorization}{range}\r\n",
            out var written)
                ? written
                : throw DownloadException.Permanent("the URL is longer than 64 KiB");
    }
}
