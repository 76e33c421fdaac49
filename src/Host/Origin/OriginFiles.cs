using System.Buffers;
using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using Mul.Actors.Downloading;
using Mul.Actors.Jobs;

namespace Mul.Host.Origin;

/// <summary>Answers a request for a file: late, slowly or not at all, as the settings say.</summary>
/// <remarks>
/// Jitter and errors are functions of path and seed like the content, so a retry of a path that answered 503
/// is answered 503 again, and a run under another profile meets the same server. Paths under <c>/warmup/</c> are
/// answered at once.
/// </remarks>
internal sealed class OriginFiles(OriginSettings settings)
{
    private const string WarmupPrefix = "/warmup/";

    // Bandwidth is given out in portions of this length: fine enough to be smooth, coarse enough for a timer.
    private static readonly TimeSpan Portion = TimeSpan.FromMilliseconds(10);
    private readonly OriginContent _content = new(settings.Seed, settings.Size);

    public async Task AnswerAsync(HttpContext context)
    {
        var response = context.Response;
        var path = PathOf(context);
        var key = _content.Key(path);
        var warmup = path.StartsWith(WarmupPrefix, StringComparison.Ordinal);
        if (!warmup && LatencyOf(key) is var latency && latency > TimeSpan.Zero)
        {
            await Task.Delay(latency, context.RequestAborted);
        }

        if (!warmup && Mix.Fraction(key, 2) < settings.ErrorRate)
        {
            response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            response.ContentLength = 0;
            return;
        }

        var (from, count) = Describe(context, key);
        if (HttpMethods.IsHead(context.Request.Method) || count == 0)
        {
            return;
        }

        await SendAsync(context, key, from, count, warmup ? 0 : settings.Bandwidth);
    }

    // The decoded path would make one file of two that a client takes for different.
    private static string PathOf(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var query = target.IndexOf('?', StringComparison.Ordinal);
        return query < 0 ? target : target[..query];
    }

    private TimeSpan LatencyOf(ulong key) => settings.Latency + (settings.Jitter * Mix.Fraction(key, 1));

    /// <summary>Sets status and headers, and says which part of the file is to be sent.</summary>
    private (long From, long Count) Describe(HttpContext context, ulong key)
    {
        var headers = context.Response.Headers;
        var etag = $"\"{key:x16}\"";
        headers.ETag = etag;
        headers.AcceptRanges = "bytes";
        headers.ContentType = "application/octet-stream";
        // Of the whole file, also in a 206: RFC 9530, section 3.
        headers["Repr-Digest"] = $"sha-256=:{Convert.ToBase64String(_content.Sum(key).ToArray())}:";

        if (RangeOf(context.Request, etag) is not { } range)
        {
            context.Response.ContentLength = settings.Size;
            return (0, settings.Size);
        }

        var from = range.From ?? Math.Max(settings.Size - range.To!.Value, 0);
        var to = range.From is null ? settings.Size - 1 : Math.Min(range.To ?? long.MaxValue, settings.Size - 1);
        if (from >= settings.Size || (range.From is null && range.To == 0))
        {
            context.Response.StatusCode = StatusCodes.Status416RangeNotSatisfiable;
            context.Response.ContentLength = 0;
            headers.ContentRange = $"bytes */{settings.Size}";
            return (0, 0);
        }

        context.Response.StatusCode = StatusCodes.Status206PartialContent;
        context.Response.ContentLength = to - from + 1;
        headers.ContentRange = $"bytes {from}-{to}/{settings.Size}";
        return (from, to - from + 1);
    }

    // One range or none: RFC 9110, section 14.2 lets a server ignore what it does not care to serve.
    private static RangeItemHeaderValue? RangeOf(HttpRequest request, string etag)
    {
        var headers = request.Headers;
        var wanted = HttpMethods.IsGet(request.Method)
            && (headers.IfRange.Count == 0 || headers.IfRange.ToString() == etag)
            && RangeHeaderValue.TryParse(headers.Range.ToString(), out var range)
            && range.Unit.Equals("bytes", StringComparison.OrdinalIgnoreCase)
                ? range.Ranges
                : null;
        return wanted?.Count == 1 ? wanted.First() : null;
    }

    private async Task SendAsync(HttpContext context, ulong key, long from, long count, long bandwidth)
    {
        var writer = context.Response.BodyWriter;
        var started = Stopwatch.GetTimestamp();
        var portion = bandwidth == 0 ? 64 * 1024 : Math.Clamp((long)(bandwidth * Portion.TotalSeconds), 1, 64 * 1024);
        for (var sent = 0L; sent < count;)
        {
            var piece = _content.Piece(key, from + sent, Math.Min(portion, count - sent));
            writer.Write(piece);
            sent += piece.Length;
            if ((await writer.FlushAsync(context.RequestAborted)).IsCompleted)
            {
                return;
            }

            if (bandwidth > 0 && TimeSpan.FromSeconds((double)sent / bandwidth) - Stopwatch.GetElapsedTime(started) is var early && early > Portion)
            {
                await Task.Delay(early, context.RequestAborted);
            }
        }
    }
}
