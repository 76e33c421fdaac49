using Mul.Host.Simulation;

namespace Mul.Host.Experiments.Predicting;

/// <summary>A prediction as it is written down: schema <c>mul.predict/1</c>, and the header of a ledger whose profiles were predicted first.</summary>
/// <param name="Routees">So many in every pool; null = as the profile has it.</param>
/// <param name="MakespanSeconds">The median of the simulated runs, and the ends of their 90 % band.</param>
/// <param name="Concurrency">By pool, jobs at once: the mean over the makespan.</param>
/// <param name="Knee">By pool, routees at which the cores are just full, or every job has one; null where there are no jobs.</param>
/// <param name="Demand">By pool, what the mean job asks of the machine; null where there is none.</param>
internal sealed record PredictedProfile(
    string Profile,
    int? Routees,
    Band MakespanSeconds,
    IReadOnlyDictionary<string, double> Concurrency,
    PredictedBound Bound,
    IReadOnlyDictionary<string, double?> Knee,
    IReadOnlyDictionary<string, PredictedDemand?> Demand)
{
    /// <summary>Each with all pools; null where they are in the run's own process.</summary>
    public int? Nodes { get; init; }

    public static PredictedProfile Of(Prediction prediction)
    {
        var (makespan, pools, bound) = prediction.Forecast;
        return new PredictedProfile(
            prediction.Profile.Name,
            prediction.Routees,
            makespan,
            pools.ToDictionary(pool => pool.Name, pool => pool.Concurrency),
            new PredictedBound(bound.Bottleneck, bound.Name.Length > 0 ? bound.Name : null, bound.Makespan.TotalSeconds),
            pools.ToDictionary(pool => pool.Name, pool => pool.Knee),
            pools.ToDictionary(pool => pool.Name, pool => pool.Demand is { } demand ? new PredictedDemand(demand.Cpu.TotalSeconds, demand.Wait.TotalSeconds) : null))
        {
            Nodes = prediction.Nodes == 0 ? null : prediction.Nodes,
        };
    }

    /// <summary>The forecast that was written down.</summary>
    public Forecast ToForecast() => new(
        MakespanSeconds,
        [.. Concurrency.Select(pool => new ForecastPool(pool.Key, pool.Value, Knee.GetValueOrDefault(pool.Key)))],
        new Bound(TimeSpan.FromSeconds(Bound.Seconds), Bound.Bottleneck, Bound.Name ?? ""));
}

/// <param name="Bottleneck">What sets the bound.</param>
/// <param name="Name">The pool or the dispatcher that it is about; null where it is about the machine or the jobs.</param>
/// <param name="Seconds">No run takes less.</param>
internal sealed record PredictedBound(Bottleneck Bottleneck, string? Name, double Seconds);

/// <param name="CpuSeconds">On a core.</param>
/// <param name="WaitSeconds">For the network, or whatever else it waits for.</param>
internal sealed record PredictedDemand(double CpuSeconds, double WaitSeconds);
