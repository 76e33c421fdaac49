using Mul.Host.Simulation;
using Mul.Host.Statistics;
using Mul.Host.Traces;

namespace Mul.Host.Findings;

/// <summary>A run that took another time than was predicted: what the simulation, or the pilot, did not know.</summary>
internal static class PredictionMissed
{
    // As far as two runs of the same differ.
    private const double SameConcurrency = 0.1;

    /// <summary>Null if the run lies in the band, or did not end by itself.</summary>
    public static Finding? Of(Forecast forecast, RunRecord run) => run.Interrupted ? null : Of(forecast, run, run.MakespanSeconds);

    /// <summary>Null if what was measured lies in the band.</summary>
    /// <param name="run">Tells the cause: of several samples the one with the median makespan.</param>
    /// <param name="measured">The makespan in seconds: of several samples their median.</param>
    public static Finding? Of(Forecast forecast, RunRecord run, double measured)
    {
        var band = forecast.Makespan;
        var delegating = Delegating(run);
        return band.Holds(measured) ? null : new Finding(
            "prediction-missed",
            Severity.Warning,
            $"predicted {Figures.Seconds(band.Median)} ({Figures.Seconds(band.Low)} to {Figures.Seconds(band.High)}), measured {Figures.Seconds(measured)}: {delegating ?? Cause(forecast, run, measured)}.",
            delegating is null
                ? "Predict and run again while nothing else runs on the machine; if it stays, the jobs of the pilot are not like the others."
                : "Give that pool the handling Delegating, or Unknown for a pilot to find it out.");
    }

    // More jobs than routees: they are not what bounds them, as the simulation takes for granted.
    private static string? Delegating(RunRecord run) => run.Pools.FirstOrDefault(pool => pool.Concurrency.Max > pool.Effective?.Routees) is { } pool
        ? $"{pool.Name} ran up to {Figures.Counted(pool.Concurrency.Max, "job")} at once on {Figures.Counted(pool.Effective!.Routees, "routee")}, which hand their jobs on and take up the next ones before those are done"
        : null;

    private static string Cause(Forecast forecast, RunRecord run, double measured)
    {
        foreach (var (predicted, seen) in forecast.Pools.Join(run.Pools, pool => pool.Name, pool => pool.Name, (predicted, pool) => (predicted, pool.Concurrency.Mean)))
        {
            if (Math.Abs(seen / predicted.Concurrency - 1) > SameConcurrency)
            {
                return $"{predicted.Name} ran {Figures.Count(seen)} jobs at once where {Figures.Count(predicted.Concurrency)} were predicted";
            }
        }

        return measured > forecast.Makespan.Median ? "as many jobs ran at once as predicted, so each took longer than in the pilot" : "as many jobs ran at once as predicted, so each took less time than in the pilot";
    }
}
