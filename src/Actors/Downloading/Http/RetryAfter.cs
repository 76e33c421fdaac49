using System.Globalization;

namespace Mul.Actors.Downloading.Http;

/// <summary>How long a server asks to be left alone (RFC 9110, section 10.2.3).</summary>
internal static class RetryAfter
{
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

        if (DateTimeOffset.TryParseExact(value, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date))
        {
            return date > now ? date - now : TimeSpan.Zero;
        }

        // More digits than any number has are still a number of seconds.
        return value.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0 && value.Length > 0 ? TimeSpan.MaxValue / 2 : null;
    }
}
