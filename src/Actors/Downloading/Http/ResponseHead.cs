using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Mul.Actors.Downloading.Requests;

namespace Mul.Actors.Downloading.Http;

/// <summary>Status and headers of a response, as far as a download looks at them; read strictly.</summary>
/// <remarks>RFC 9112: what two readers might take for two different messages is refused, not repaired.</remarks>
internal sealed class ResponseHead
{
    private const int MaxETagLength = 1024;

    // All but the tab. A bare CR or a NUL ends a line for some readers and not for others.
    private static readonly SearchValues<byte> Controls = SearchValues.Create([.. Enumerable.Range(0, 0x20).Append(0x7f).Where(sign => sign != '\t').Select(sign => (byte)sign)]);

    private bool _closes;

    /// <summary>0 as long as none has come.</summary>
    public int Status { get; private set; }

    /// <summary>Null if there is none; a repeated one must say the same each time.</summary>
    public long? ContentLength { get; private set; }

    public bool Chunked { get; private set; }

    /// <summary>Whether the server will take another request on this connection.</summary>
    public bool KeepAlive { get; private set; }

    /// <summary>The entity tag if it is a strong one of ASCII and at most 1,024 characters, fit to be sent back; else null.</summary>
    public string? StrongETag { get; private set; }

    public string? Location { get; private set; }

    public string? RetryAfter { get; private set; }

    public string? ContentRange { get; private set; }

    /// <summary>Whether the body is not as the file is, but compressed or the like.</summary>
    public bool IsEncoded { get; private set; }

    public bool IsRedirect => Status is 301 or 302 or 303 or 307 or 308;

    /// <summary>None has come.</summary>
    public void Forget() => Status = 0;

    /// <summary>Reads a head from the start of <paramref name="bytes"/>.</summary>
    /// <returns>How many bytes it takes, its empty line included; 0 if it is not all there yet.</returns>
    /// <exception cref="DownloadException">It is no HTTP/1.x head.</exception>
    public int Read(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        if (!NextLine(bytes, ref at, out var line))
        {
            return 0;
        }

        var end = EndOf(bytes, at);
        if (end == 0)
        {
            return 0;
        }

        ReadStatus(line);
        RefuseControls(line);
        while (NextLine(bytes, ref at, out line) && line.Length > 0)
        {
            RefuseControls(line);
            var colon = line.IndexOf((byte)':');
            // A name with a space in it, or a line that continues the one before, is where readers differ.
            if (colon <= 0 || line[..colon].IndexOfAny((byte)' ', (byte)'\t') >= 0)
            {
                throw DownloadException.Protocol("a header without a name");
            }

            ReadHeader(line[..colon], line[(colon + 1)..].Trim(" \t"u8));
        }

        return end;
    }

    private static int EndOf(ReadOnlySpan<byte> bytes, int at)
    {
        while (NextLine(bytes, ref at, out var line))
        {
            if (line.Length == 0)
            {
                return at;
            }
        }

        return 0;
    }

    private static bool NextLine(ReadOnlySpan<byte> bytes, ref int at, out ReadOnlySpan<byte> line)
    {
        var length = bytes[at..].IndexOf((byte)'\n');
        if (length < 0)
        {
            line = default;
            return false;
        }

        line = bytes.Slice(at, length);
        at += length + 1;
        if (line.EndsWith("\r"u8))
        {
            line = line[..^1];
        }

        return true;
    }

    private void ReadStatus(ReadOnlySpan<byte> line)
    {
        // "HTTP/1.1 200 OK", the reason being optional.
        if (line.Length < 12 || !line.StartsWith("HTTP/1."u8) || line[7] is not ((byte)'0' or (byte)'1') || line[8] != ' '
            || (line.Length > 12 && line[12] != ' ')
            || !Utf8Parser.TryParse(line.Slice(9, 3), out int status, out var consumed) || consumed != 3 || status < 100)
        {
            throw DownloadException.Protocol("not a response of HTTP/1.1");
        }

        Status = status;
        KeepAlive = line[7] == '1';
        _closes = false;
        ContentLength = null;
        Chunked = false;
        StrongETag = null;
        Location = null;
        RetryAfter = null;
        ContentRange = null;
        IsEncoded = false;
    }

    private static void RefuseControls(ReadOnlySpan<byte> line)
    {
        if (line.ContainsAny(Controls))
        {
            throw DownloadException.Protocol("a control character in the headers");
        }
    }

    private void ReadHeader(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        switch (name.Length)
        {
            case 4 when Is(name, "etag"u8) && IsStrong(value):
                StrongETag = Encoding.Latin1.GetString(value);
                break;
            case 8 when Is(name, "location"u8):
                Location = Encoding.UTF8.GetString(value);
                break;
            case 10 when Is(name, "connection"u8):
                // RFC 9112, section 9.3: whatever else is said beside it.
                _closes |= Names(value, "close"u8);
                KeepAlive = !_closes && (KeepAlive || Names(value, "keep-alive"u8));
                break;
            case 11 when Is(name, "retry-after"u8):
                RetryAfter = Encoding.Latin1.GetString(value);
                break;
            case 13 when Is(name, "content-range"u8):
                ContentRange = Encoding.Latin1.GetString(value);
                break;
            case 14 when Is(name, "content-length"u8):
                ReadLength(value);
                break;
            case 16 when Is(name, "content-encoding"u8):
                IsEncoded |= NamesAnotherThanIdentity(value);
                break;
            case 17 when Is(name, "transfer-encoding"u8):
                Chunked = !Chunked && Is(value, "chunked"u8)
                    ? true
                    : throw DownloadException.Protocol("a Transfer-Encoding other than chunked");
                break;
            default:
                break;
        }
    }

    private void ReadLength(ReadOnlySpan<byte> value)
    {
        // RFC 9110, section 8.6: a list of equal numbers is one number.
        foreach (var part in value.Split((byte)','))
        {
            var digits = value[part].Trim(" \t"u8);
            if (digits.IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0 || !Utf8Parser.TryParse(digits, out long length, out _))
            {
                throw DownloadException.Protocol("a Content-Length that is no number");
            }

            if (ContentLength is { } before && before != length)
            {
                throw DownloadException.Protocol("two Content-Lengths that differ");
            }

            ContentLength = length;
        }
    }

    // RFC 9110, section 8.8.3, without what it allows for beyond ASCII.
    private static bool IsStrong(ReadOnlySpan<byte> tag) =>
        tag is [(byte)'"', .. var opaque, (byte)'"']
        && tag.Length <= MaxETagLength
        && !opaque.Contains((byte)'"')
        && !opaque.ContainsAnyExceptInRange((byte)'!', (byte)'~');

    // RFC 9110, sections 5.6.1 and 8.4: a list, in which empty members count for nothing.
    private static bool NamesAnotherThanIdentity(ReadOnlySpan<byte> list)
    {
        foreach (var part in list.Split((byte)','))
        {
            var member = list[part].Trim(" \t"u8);
            if (member.Length > 0 && !Is(member, "identity"u8))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Is(ReadOnlySpan<byte> text, ReadOnlySpan<byte> lower) => Ascii.EqualsIgnoreCase(text, lower);

    private static bool Names(ReadOnlySpan<byte> list, ReadOnlySpan<byte> lower)
    {
        foreach (var part in list.Split((byte)','))
        {
            if (Is(list[part].Trim(" \t"u8), lower))
            {
                return true;
            }
        }

        return false;
    }
}
