using System.Globalization;

namespace Mul.Host.Reports.Charts;

/// <summary>Names of colours; report.css says what they look like by day and by night.</summary>
internal static class Colours
{
    private const int Count = 8;

    /// <summary>Of the profile, or the term, at a place from 0; they repeat after eight, and the shapes and dashes of report.js after five.</summary>
    public static string Of(int place) => string.Create(CultureInfo.InvariantCulture, $"series-{(place % Count) + 1}");
}
