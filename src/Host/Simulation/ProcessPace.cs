namespace Mul.Host.Simulation;

/// <summary>How many times as long as in the pilots the jobs of the next process will take.</summary>
/// <param name="Mean">Of the processes that are most like it.</param>
/// <param name="Deviation">By how much the next one will differ from that: what processes differ by, and what is not known of the mean.</param>
/// <param name="Freedom">Of the deviation, the degrees of freedom; 0 = nothing is known of it, and every process is as the mean.</param>
internal readonly record struct ProcessPace(double Mean, double Deviation, int Freedom)
{
    /// <summary>As long as in the pilots.</summary>
    public static readonly ProcessPace Same = new(1, 0, 0);

    // No process takes no time, however far those that were seen lie apart.
    private const double Least = 0.5;

    /// <param name="groups">What each process took, in groups of processes that did the same; those of the first are most like the next one.</param>
    /// <param name="unit">What counts as 1.</param>
    /// <remarks>
    /// All groups say by what part of their mean processes differ on this machine. The next of a normal population lies
    /// s·√(1 + 1/n)·t around the mean of n, t being Student's: Hahn and Meeker, Statistical Intervals, 1991, section 4.7.
    /// </remarks>
    public static ProcessPace Of(IReadOnlyList<double[]> groups, double unit)
    {
        // Jobs that do nothing take no time that could differ.
        var seen = groups.Where(group => group.Length > 0 && group.Average() > 0).ToArray();
        if (seen.Length == 0 || unit <= 0)
        {
            return Same;
        }

        var freedom = seen.Sum(group => group.Length - 1);
        var squares = (from values in seen let mine = values.Average() from one in values select Math.Pow((one / mine) - 1, 2)).Sum();
        var mean = seen[0].Average() / unit;
        return freedom == 0 ? Same with { Mean = mean } : new ProcessPace(mean, mean * Math.Sqrt(squares / freedom * (1 + (1.0 / seen[0].Length))), freedom);
    }

    /// <summary>That of one process.</summary>
    /// <remarks>Student's t is a normal variable ÷ √(the mean square of as many others as there are degrees of freedom).</remarks>
    public double Next(Draws draws)
    {
        if (Freedom == 0)
        {
            return Mean;
        }

        var squares = Enumerable.Range(0, Freedom).Sum(_ => Math.Pow(draws.NextNormal(), 2));
        return Math.Max(Least * Mean, Mean + (Deviation * draws.NextNormal() / Math.Sqrt(squares / Freedom)));
    }
}
