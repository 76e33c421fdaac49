using Mul.Host.Experiments.Comparing;
using Mul.Host.Statistics;

namespace Mul.Host.Reports.Printing;

/// <summary>A ratio's interval as a line of text, on a logarithmic scale that all comparisons of a table share; ┊ is 1, the baseline.</summary>
internal static class IntervalBar
{
    private const int Widest = 36;
    private const int Narrowest = 16;

    // A blank at each side, and a rule.
    private const int Around = 3;

    /// <summary>Of a bar in a table with so much room for it; 0 = there is too little.</summary>
    public static int WidthIn(int room) => room - Around < Narrowest ? 0 : Math.Min(room - Around, Widest);

    /// <summary>The ends of the scale.</summary>
    public static string Scale(IReadOnlyList<ComparisonRecord> all, int width)
    {
        var (low, high) = Ends(all);
        var left = Figures.Ratio(Math.Exp(low));
        var right = Figures.Ratio(Math.Exp(high));
        return left + new string(' ', Math.Max(1, width - left.Length - right.Length)) + right;
    }

    public static string Of(ComparisonRecord comparison, IReadOnlyList<ComparisonRecord> all, int width)
    {
        var (low, high) = Ends(all);
        var line = new char[width];
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

        int Place(double logarithm) => Math.Clamp((int)Math.Round((logarithm - low) / (high - low) * (width - 1)), 0, width - 1);
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
