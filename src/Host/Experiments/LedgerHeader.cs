using Mul.Host.Traces;

namespace Mul.Host.Experiments;

/// <summary>The first line of a ledger: what the experiment is. Equal headers mean that an experiment may be resumed.</summary>
/// <param name="Until">As a part of 1; null = every block.</param>
/// <param name="Threshold">As a part of 1.</param>
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
    double Threshold)
{
    public const string CurrentSchema = "mul.ledger/1";

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
}
