using Mul.Host.Simulation;

namespace Mul.Host.Reports.Charts;

/// <summary>How long runs take, by a size.</summary>
internal static class SizeChart
{
    /// <param name="size">Of what, as <c>routees</c>.</param>
    public static Chart Of(string size, IReadOnlyList<Series> lines) => new(
        ChartKind.Points,
        new Axis(size, "count", Logarithmic: true),
        Axis.For("makespan", "seconds", lines.SelectMany(line => line.Points).Select(point => point[1]!.Value)),
        lines,
        [],
        []);

    /// <param name="place">Of its colour.</param>
    /// <param name="points">In the order of their sizes.</param>
    public static Series Line(string name, int place, IEnumerable<(int Size, double Seconds)> points) =>
        new(name, Colours.Of(place), [.. points.Select(point => (double?[])[point.Size, point.Seconds, 0])]);

    /// <summary>Where 9 of 10 runs should be, and where none is.</summary>
    public static IReadOnlyList<Series> Band(IReadOnlyList<(int Size, Band Seconds, double Bound)> points) =>
    [
        Line("9 of 10 from", 7, points.Select(point => (point.Size, point.Seconds.Low))),
        Line("to", 7, points.Select(point => (point.Size, point.Seconds.High))),
        Line("no less than", 1, points.Select(point => (point.Size, point.Bound))),
    ];
}
