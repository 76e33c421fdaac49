namespace Mul.Actors.Tests.Crunching;

/// <summary>How likely it is that chance alone deviates as much.</summary>
internal static class ChiSquare
{
    /// <summary>The probability that a chi-square variable with so many degrees of freedom is at least as large.</summary>
    public static double UpperTail(double statistic, double degrees) => UpperGamma(degrees / 2, statistic / 2);

    /// <summary>Pearson's statistic of counts that are all expected to be equal.</summary>
    public static double OfEqual(IReadOnlyCollection<int> counts)
    {
        var expected = (double)counts.Sum() / counts.Count;
        return counts.Sum(count => (count - expected) * (count - expected) / expected);
    }

    // The regularised incomplete gamma function Q(a, x), by its series below a + 1 and Lentz's continued fraction above:
    // Press, Teukolsky, Vetterling and Flannery, Numerical Recipes, 3rd edition, section 6.2.
    private static double UpperGamma(double a, double x)
    {
        var scale = x <= 0 ? 0 : Math.Exp((a * Math.Log(x)) - x - LogGamma(a));
        if (x < a + 1)
        {
            var (term, sum) = (1 / a, 1 / a);
            for (var next = a + 1; term > sum * 1e-16; next++)
            {
                term *= x / next;
                sum += term;
            }

            return 1 - (sum * scale);
        }

        var b = x + 1 - a;
        var (c, d) = (1e300, 1 / b);
        var fraction = d;
        for (var step = 1; step < 1_000_000; step++)
        {
            var numerator = -step * (step - a);
            b += 2;
            d = 1 / ((numerator * d) + b);
            c = b + (numerator / c);
            fraction *= c * d;
            if (Math.Abs((c * d) - 1) < 1e-15)
            {
                break;
            }
        }

        return fraction * scale;
    }

    // Stirling's series for ln Γ, above 10; below, Γ(x) = Γ(x + 1) ÷ x.
    private static double LogGamma(double x) => x < 10
        ? LogGamma(x + 1) - Math.Log(x)
        : ((x - 0.5) * Math.Log(x)) - x + (Math.Log(2 * Math.PI) / 2) + (1 / (12 * x)) - (1 / (360 * x * x * x)) + (1 / (1260 * Math.Pow(x, 5)));
}
