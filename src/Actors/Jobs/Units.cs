using System.Globalization;
using System.Text.RegularExpressions;

namespace Mul.Actors.Jobs;

/// <summary>Numbers with units as people write them. Every reader returns null for what it cannot read.</summary>
internal static partial class Units
{
    private static readonly (string Suffix, double Milliseconds)[] Durations =
    [
        ("ms", 1), ("us", 1e-3), ("µs", 1e-3), ("min", 60_000), ("m", 60_000), ("h", 3_600_000), ("s", 1_000),
    ];

    private static readonly (string Suffix, double Bytes)[] Sizes =
    [
        ("KiB", 1024), ("MiB", 1024 * 1024), ("GiB", 1024 * 1024 * 1024), ("KB", 1e3), ("MB", 1e6), ("GB", 1e9), ("B", 1),
    ];

    /// <summary>What somebody is told who wrote something else than <see cref="ParseDuration"/> reads.</summary>
    internal const string ExpectedDuration = "a duration of at most 1000h, as 120ms or 2s";

    /// <summary>The same of <see cref="ParseSize"/>.</summary>
    internal const string ExpectedSize = "a size, as 40KB or 1MiB";

    /// <summary>The same of <see cref="ParseFraction"/>.</summary>
    internal const string ExpectedFraction = "a number from 0 to 1, as 0.05 or 5%";

    /// <summary>1,000 hours: .NET's timers take no more than 49 days.</summary>
    internal static TimeSpan LongestDuration { get; } = TimeSpan.FromHours(1_000);

    /// <summary>A whole number from 0 to 2,147,483,647; commas may group its digits by thousands, and underscores in any way.</summary>
    public static int? ParseCount(string text) =>
        int.TryParse(Ungrouped(text), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count
            : null;

    /// <summary>A number's text without what groups its digits. A comma elsewhere stays, and makes it no number: in half of the world it is a decimal point.</summary>
    internal static string Ungrouped(string text) =>
        (Thousands().IsMatch(text) ? text.Replace(",", "", StringComparison.Ordinal) : text).Replace("_", "", StringComparison.Ordinal);

    /// <summary>A duration from 0 to <see cref="LongestDuration"/> with its unit; a bare 0 needs none.</summary>
    public static TimeSpan? ParseDuration(string text) =>
        Scaled(text, Durations) is { } milliseconds && milliseconds <= LongestDuration.TotalMilliseconds
            ? TimeSpan.FromMilliseconds(milliseconds)
            : null;

    /// <summary>Bytes ≥ 0; a bare number is bytes.</summary>
    public static long? ParseSize(string text) =>
        (Scaled(text, Sizes) ?? Scaled(text + "B", Sizes)) is { } bytes && bytes < long.MaxValue ? (long)bytes : null;

    /// <summary>A number from 0 to 1, or a percentage.</summary>
    public static double? ParseFraction(string text)
    {
        var value = text.EndsWith('%') ? Number(text[..^1]) / 100 : Number(text);
        return value is >= 0 and <= 1 ? value : null;
    }

    private static double? Scaled(string text, (string Suffix, double Scale)[] units)
    {
        text = text.Trim();
        if (text == "0")
        {
            return 0;
        }

        foreach (var (suffix, scale) in units)
        {
            if (text.EndsWith(suffix, StringComparison.OrdinalIgnoreCase) && Number(text[..^suffix.Length]) is { } number and >= 0)
            {
                return number * scale;
            }
        }

        return null;
    }

    [GeneratedRegex("^[0-9]{1,3}(,[0-9]{3})+([^0-9,][^,]*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Thousands();

    private static double? Number(string text) =>
        double.TryParse(text.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
}
