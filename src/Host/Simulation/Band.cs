using Mul.Host.Statistics;

namespace Mul.Host.Simulation;

/// <summary>A makespan that is not known exactly, in seconds: nine of ten lie from <paramref name="Low"/> to <paramref name="High"/>.</summary>
internal readonly record struct Band(double Median, double Low, double High)
{
    /// <summary>Standard deviations on either side of the mean between which nine in ten of a normal distribution lie.</summary>
    public const double DeviationsOfNineInTen = 1.6449;

    // A range in which the end of a band lies is halved so often: a billionth of a second is left of a thousand.
    private const int Halvings = 40;

    /// <summary>The band of a run that is like any of the simulated ones, and off from it by chance: a mixture of normal distributions.</summary>
    /// <param name="makespans">Of the simulated runs, in any order.</param>
    /// <param name="error">The standard deviation from a simulated run, as a part of it.</param>
    /// <param name="tick">
    /// A wait ends, and a thread is woken, at a tick of the clock or at the next: of a run of 40 ms that is a tenth.
    /// </param>
    public static Band Of(double[] makespans, double error, TimeSpan tick)
    {
        var deviations = Array.ConvertAll(makespans, makespan => (error * makespan) + (tick.TotalSeconds / DeviationsOfNineInTen));
        return new Band(Statistics.Median.Of(makespans), Math.Max(0, End(0.05)), End(0.95));

        double End(double probability)
        {
            var (low, high) = (0.0, makespans.Max() + (4 * deviations.Max()));
            for (var halving = 0; halving < Halvings; halving++)
            {
                var middle = (low + high) / 2;
                (low, high) = Below(middle) < probability ? (middle, high) : (low, middle);
            }

            return high;
        }

        double Below(double seconds) => makespans.Zip(deviations, (makespan, deviation) => Normal.Cumulative((seconds - makespan) / deviation)).Average();
    }

    public Band Times(double factor) => new(factor * Median, factor * Low, factor * High);

    public bool Holds(double seconds) => Low <= seconds && seconds <= High;
}
