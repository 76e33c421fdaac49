using System.Text.Json;
using System.Text.Json.Serialization;
using Mul.Host.Experiments;
using Mul.Host.Simulation;
using Mul.Host.Traces;

namespace Mul.Host.Reports;

/// <summary>Predictions as JSON: schema <c>mul.predict/1</c>.</summary>
internal static class PredictJson
{
    public static string Of(SampleSettings samples, WhatIf whatIf, IReadOnlyList<Prediction> predictions) =>
        JsonSerializer.Serialize(
            new PredictRecord(
                "mul.predict/1",
                samples.Stamp,
                samples.Seed,
                whatIf.Cores,
                [.. predictions.Select(RecordOf)]),
            PredictJsonContext.Default.PredictRecord) + "\n";

    private static PredictedProfile RecordOf(Prediction prediction)
    {
        var (makespan, pools, bound) = prediction.Forecast;
        return new PredictedProfile(
            prediction.Profile.Name,
            prediction.Routees,
            makespan,
            pools.ToDictionary(pool => pool.Name, pool => pool.Concurrency),
            new PredictedBound(bound.Bottleneck, bound.Name.Length > 0 ? bound.Name : null, bound.Makespan.TotalSeconds),
            pools.ToDictionary(pool => pool.Name, pool => pool.Knee));
    }
}

/// <param name="Cores">That it is predicted for.</param>
internal sealed record PredictRecord(string Schema, WorkloadStamp Workload, ulong Seed, int Cores, IReadOnlyList<PredictedProfile> Predictions);

/// <param name="Routees">So many in every pool; null = as the profile has it.</param>
/// <param name="MakespanSeconds">The median of the simulated runs, and the ends of their 90 % band.</param>
/// <param name="Concurrency">By pool, jobs at once: the mean over the makespan.</param>
/// <param name="Knee">By pool, routees at which the cores are just full; null where jobs use no CPU.</param>
internal sealed record PredictedProfile(
    string Profile,
    int? Routees,
    Band MakespanSeconds,
    IReadOnlyDictionary<string, double> Concurrency,
    PredictedBound Bound,
    IReadOnlyDictionary<string, double?> Knee);

/// <param name="Bottleneck">What sets the bound.</param>
/// <param name="Name">The pool or the dispatcher that it is about; null where it is about the machine or the jobs.</param>
/// <param name="Seconds">No run takes less.</param>
internal sealed record PredictedBound(Bottleneck Bottleneck, string? Name, double Seconds);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true, WriteIndented = true)]
[JsonSerializable(typeof(PredictRecord))]
internal sealed partial class PredictJsonContext : JsonSerializerContext;
