using System.Text.Json.Serialization;

namespace Mul.Host.Reports.Charts;

/// <summary>A chart as data: what report.js makes a picture of.</summary>
/// <param name="Categories">Labels of a category axis; empty where both axes are numbers.</param>
/// <param name="Marks">Lines for comparison.</param>
internal sealed record Chart(
    ChartKind Kind, Axis X, Axis Y, IReadOnlyList<Series> Series, IReadOnlyList<string> Categories, IReadOnlyList<Mark> Marks);

internal enum ChartKind
{
    /// <summary>Points are low, middle, high; by category.</summary>
    [JsonStringEnumMemberName("intervals")]
    Intervals,

    /// <summary>Points are x, y, and 1 where something is to be marked.</summary>
    [JsonStringEnumMemberName("points")]
    Points,

    /// <summary>Points are x, y; y holds until the next x.</summary>
    [JsonStringEnumMemberName("steps")]
    Steps,

    /// <summary>Points are x, y.</summary>
    [JsonStringEnumMemberName("curves")]
    Curves,

    /// <summary>Points are value and share of the whole; by category.</summary>
    [JsonStringEnumMemberName("stacks")]
    Stacks,

    /// <summary>Points are category, begin, end, job.</summary>
    [JsonStringEnumMemberName("lanes")]
    Lanes,
}

/// <param name="Unit">Seconds, bytes, ratio, count or share: how its numbers are written.</param>
internal sealed record Axis(string Title, string Unit, bool Logarithmic = false)
{
    // Beyond this, what lies at the lower end would all lie on the axis.
    private const double LogarithmicFrom = 10;

    /// <summary>An axis that shows small values and large ones, logarithmic where it must be.</summary>
    public static Axis For(string title, string unit, IEnumerable<double> values)
    {
        double[] known = [.. values];
        return new Axis(title, unit, known.Length > 0 && known.Min() > 0 && known.Max() > LogarithmicFrom * known.Min());
    }
}

/// <param name="Colour">A colour's name in report.css, the same for one profile in every chart.</param>
internal sealed record Series(string Name, string Colour, IReadOnlyList<double?[]> Points);

/// <param name="At">On the y axis; on the x axis for intervals.</param>
internal sealed record Mark(double At, string Label);
