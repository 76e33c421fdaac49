using System.Text.Json;
using System.Text.Json.Serialization;
using Mul.Host.Experiments.Tuning;
using Mul.Host.Traces;

namespace Mul.Host.Experiments;

/// <summary>The first line of a ledger: what the experiment is. Equal headers mean that an experiment may be resumed.</summary>
/// <param name="Until">As a part of 1; null = every block.</param>
/// <param name="Threshold">As a part of 1.</param>
/// <param name="Predictions">Made before the first sample; null if none were asked for.</param>
/// <param name="Tuning">What is searched for; null if profiles are only compared.</param>
internal sealed record LedgerHeader(
    string Schema,
    IReadOnlyList<ProfileStamp> Profiles,
    WorkloadStamp Workload,
    ulong Seed,
    int Warmup,
    double? Rate,
    int? Window,
    int Blocks,
    double? Until,
    Metric Metric,
    double Threshold,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<PredictedProfile>? Predictions = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TuningStamp? Tuning = null)
{
    public const string CurrentSchema = "mul.ledger/1";

    /// <summary>How the line of every version begins.</summary>
    public static ReadOnlySpan<byte> Beginning => "{\"schema\":\"mul.ledger/"u8;

    /// <summary>Whether it is the same experiment. Predictions come from a pilot, no two of which are alike.</summary>
    public bool IsSameAs(LedgerHeader other) => Text(this) == Text(other);

    public static LedgerHeader Of(ExperimentPlan plan) => new(
        CurrentSchema,
        [.. plan.Profiles.Select(profile => new ProfileStamp(profile.Name, profile.File, profile.Sha256))],
        plan.Samples.Stamp,
        plan.Samples.Seed,
        plan.Samples.Warmup,
        plan.Samples.Rate,
        plan.Samples.Window,
        plan.Blocks,
        plan.Until,
        plan.Metric,
        plan.Threshold.Delta);

    private static string Text(LedgerHeader header) => JsonSerializer.Serialize(header with { Predictions = null }, LedgerJson.Default.LedgerHeader);
}
