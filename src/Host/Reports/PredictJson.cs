using System.Text.Json;
using System.Text.Json.Serialization;
using Mul.Host.Experiments;
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
                [.. predictions.Select(PredictedProfile.Of)]),
            PredictJsonContext.Default.PredictRecord) + "\n";
}

/// <param name="Cores">That it is predicted for.</param>
internal sealed record PredictRecord(string Schema, WorkloadStamp Workload, ulong Seed, int Cores, IReadOnlyList<PredictedProfile> Predictions);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true, WriteIndented = true)]
[JsonSerializable(typeof(PredictRecord))]
internal sealed partial class PredictJsonContext : JsonSerializerContext;
