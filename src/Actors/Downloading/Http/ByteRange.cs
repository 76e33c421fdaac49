using System.Globalization;

namespace Mul.Actors.Downloading.Http;

/// <summary>What a Content-Range says: the first and the last byte, and the file's length if it is known.</summary>
internal readonly record struct ByteRange(long From, long To, long? Total)
{
    /// <summary>Reads <c>bytes 5-9/10</c> or <c>bytes 5-9/*</c>.</summary>
    public static bool TryParse(string? text, out ByteRange range)
    {
        range = default;
        if (text is null || !text.StartsWith("bytes ", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var span = text.AsSpan(6).Trim();
        var dash = span.IndexOf('-');
        var slash = span.IndexOf('/');
        if (dash < 0 || slash < dash || Number(span[..dash]) is not { } from || Number(span[(dash + 1)..slash]) is not { } to || to < from)
        {
            return false;
        }

        var total = span[(slash + 1)..] is "*" ? null : Number(span[(slash + 1)..]);
        range = new ByteRange(from, to, total);
        return span[(slash + 1)..] is "*" || total > to;
    }

    private static long? Number(ReadOnlySpan<char> digits) =>
        long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
