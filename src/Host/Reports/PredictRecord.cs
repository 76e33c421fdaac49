using Mul.Host.Experiments;
using Mul.Host.Traces;

namespace Mul.Host.Reports;

/// <summary>What is predicted, as <c>--json</c> writes it: schema <c>mul.predict/1</c>.</summary>
/// <param name="Cores">That it is predicted for.</param>
internal sealed record PredictRecord(string Schema, WorkloadStamp Workload, ulong Seed, int Cores, IReadOnlyList<PredictedProfile> Predictions)
{
    public static PredictRecord Of(SampleSettings samples, WhatIf whatIf, IReadOnlyList<Prediction> predictions) =>
        new("mul.predict/1", samples.Stamp, samples.Seed, whatIf.Cores, [.. predictions.Select(PredictedProfile.Of)]);
}
