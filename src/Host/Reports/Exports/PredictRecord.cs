using Mul.Host.Experiments.Predicting;
using Mul.Host.Experiments.Samples;
using Mul.Host.Traces;

namespace Mul.Host.Reports.Exports;

/// <summary>What is predicted, as <c>--json</c> writes it: schema <c>mul.predict/1</c>.</summary>
/// <param name="Rate">Jobs told per second; null = none.</param>
/// <param name="Window">Jobs kept in flight; null = all at once.</param>
/// <param name="Cores">That it is predicted for.</param>
internal sealed record PredictRecord(
    string Schema, WorkloadStamp Workload, ulong Seed, double? Rate, int? Window, int Cores, IReadOnlyList<PredictedProfile> Predictions)
{
    public static PredictRecord Of(SampleSettings samples, WhatIf whatIf, IReadOnlyList<Prediction> predictions) =>
        new("mul.predict/1", samples.Stamp, samples.Seed, samples.Rate, samples.Window, whatIf.Cores, [.. predictions.Select(PredictedProfile.Of)]);
}
