using System.Globalization;

namespace Mul.Actors.Downloading.Http;

/// <summary>How long a server asks to be left alone (RFC 9110, section 10.2.3).</summary>
internal static class RetryAfter
{
    // RFC 9110, section 5.6.7: the one that is sent today, and the two that were before; the day of the last is padded with a blank.
    private static readonly string[] Dates = ["r", "dddd, dd-MMM-yy HH:mm:ss 'GMT'", "ddd MMM dd HH:mm:ss yyyy", "ddd MMM  d HH:mm:ss yyyy"];

    /// <summary>Seconds or a date. What is past or negative is now; what is neither is null.</summary>
    public static TimeSpan? Parse(string? value, DateTimeOffset now)
    {
        if (value is null)
        {
            return null;
        }

        if (decimal.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds))
        {
            return TimeSpan.FromSeconds((double)Math.Clamp(seconds, 0, (decimal)TimeSpan.MaxValue.TotalSeconds / 2));
        }

        if (DateTimeOffset.TryParseExact(value, Dates, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date))
        {
            return date > now ? date - now : TimeSpan.Zero;
        }

        // More digits than any number has are still a number of seconds.
        return value.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0 && value.Length > 0 ? TimeSpan.MaxValue / 2 : null;
    }
}
