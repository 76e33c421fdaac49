using Mul.Host.Experiments;
using Mul.Host.Statistics;

namespace Mul.Host.Reports;

/// <summary>A ratio's interval as a line of text, on a logarithmic scale that all comparisons of a table share; ┊ is 1, the baseline.</summary>
internal static class IntervalBar
{
    private const int Width = 36;

    /// <summary>The ends of the scale.</summary>
    public static string Scale(IReadOnlyList<ComparisonRecord> all)
    {
        var (low, high) = Ends(all);
        var left = Figures.Ratio(Math.Exp(low));
        var right = Figures.Ratio(Math.Exp(high));
        return left + new string(' ', Math.Max(1, Width - left.Length - right.Length)) + right;
    }

    public static string Of(ComparisonRecord comparison, IReadOnlyList<ComparisonRecord> all)
    {
        var (low, high) = Ends(all);
        var line = new char[Width];
        Array.Fill(line, ' ');
        line[Place(0)] = '┊';
        if (comparison is { Low: { } from, High: { } to })
        {
            for (var i = Place(Math.Log(from)); i <= Place(Math.Log(to)); i++)
            {
                line[i] = '─';
            }
        }

        if (comparison.Ratio is { } ratio)
        {
            line[Place(Math.Log(ratio))] = '●';
        }

        return new string(line);

        int Place(double logarithm) => Math.Clamp((int)Math.Round((logarithm - low) / (high - low) * (Width - 1)), 0, Width - 1);
    }

    private static (double Low, double High) Ends(IReadOnlyList<ComparisonRecord> all)
    {
        // At least ±5 %, so that two equal profiles do not look far apart.
        double[] ends =
        [
            Math.Log(1 / 1.05),
            Math.Log(1.05),
            .. all.SelectMany(comparison => new[] { comparison.Low, comparison.Ratio, comparison.High }).OfType<double>().Select(value => Math.Log(value)),
        ];
        return (ends.Min(), ends.Max());
    }
}
