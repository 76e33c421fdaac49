using System.Text.Json.Serialization;
using Mul.Host.Experiments.Samples;
using Mul.Host.Statistics;
using Mul.Host.Traces;

namespace Mul.Host.Experiments.Comparing;

/// <summary>What an experiment lets one say, as <c>--json</c> writes it: schema <c>mul.compare/1</c>.</summary>
internal sealed record CompareRecord
{
    public string Schema { get; init; } = "mul.compare/1";

    public required WorkloadStamp Workload { get; init; }

    public required ulong Seed { get; init; }

    /// <summary>Jobs told per second; null = none.</summary>
    public double? Rate { get; init; }

    /// <summary>Jobs kept in flight; null = all at once.</summary>
    public int? Window { get; init; }

    /// <summary>Complete blocks.</summary>
    public required int Blocks { get; init; }

    public required Metric Metric { get; init; }

    /// <summary>The difference that matters, as a part of 1.</summary>
    public required double Threshold { get; init; }

    /// <summary>False if samples of different times are compared: what drifted between them is then part of every ratio.</summary>
    public bool Interleaved { get; init; } = true;

    public required IReadOnlyList<ProfileSummary> Profiles { get; init; }

    public required IReadOnlyList<ComparisonRecord> Comparisons { get; init; }

    /// <summary>The profiles that cannot be told apart from the best one, the leader first; empty if too little is known.</summary>
    public required IReadOnlyList<string> Best { get; init; }

    /// <summary>The best two once more on fresh blocks; null if there were only two, or it did not come to it.</summary>
    public ComparisonRecord? Final { get; init; }

    /// <summary>Of every profile that was predicted and measured; null if nothing was to be predicted.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<PredictionOutcome>? Predictions { get; init; }

    /// <summary>Of every guard rail that was set; null if none was.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<RailOutcome>? Rails { get; init; }

    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>Of the first sample; null if there is none.</summary>
    public required EnvironmentRecord? Environment { get; init; }
}

/// <param name="Median">Of the metric, in its own unit; null if there is no sample.</param>
/// <param name="MedianSeconds">Of the makespan.</param>
/// <param name="Samples">How many there are; those of incomplete blocks are not among them.</param>
/// <param name="Outliers">Samples far from the median (modified z above 10); they stay in.</param>
/// <param name="Invalid">Why nothing can be said of it, in one line: it did not do the work, or not the same work. Null if it did.</param>
internal sealed record ProfileSummary(
    string Name,
    string File,
    double? Median,
    double? MedianSeconds,
    double? MedianUserSeconds,
    double? MedianSystemSeconds,
    IReadOnlyList<ComparedPool> Concurrency,
    int Samples,
    int Outliers,
    string? Invalid);

/// <param name="Max">The median over samples of the most jobs at once.</param>
/// <param name="Mean">The median over samples of the mean.</param>
internal sealed record ComparedPool(string Pool, int? Configured, double Mean, double Max);

/// <param name="Ratio">Candidate ÷ baseline; above 1 the candidate needs more. Null if invalid or unknown.</param>
/// <param name="Low">Of the 95 % interval; null with too few blocks.</param>
/// <param name="High">Of the 95 % interval; null with too few blocks.</param>
/// <param name="Invalid">Why there is no ratio, in one line; null if there is one.</param>
/// <param name="Blocks">That it rests on; null if none, or if they were of different times.</param>
/// <param name="BlocksToDecide">About how many blocks in all would decide; null if decided or out of reach.</param>
internal sealed record ComparisonRecord(
    string Baseline,
    string Candidate,
    double? Ratio,
    double? Low,
    double? High,
    Verdict Verdict,
    string? Invalid,
    int? Blocks,
    int? BlocksToDecide)
{
    /// <summary>One of which there is an estimate.</summary>
    public static ComparisonRecord Of(string baseline, string candidate, RatioEstimate estimate, Verdict verdict, int? blocks = null, int? blocksToDecide = null) =>
        new(baseline, candidate, estimate.Ratio, estimate.KnownLow, estimate.KnownHigh, verdict, null, blocks, blocksToDecide);

    /// <summary>One of which there is none.</summary>
    /// <param name="why">In one line; null if there are only too few blocks.</param>
    public static ComparisonRecord Without(string baseline, string candidate, string? why) =>
        new(baseline, candidate, null, null, null, why is null ? Verdict.Inconclusive : Verdict.Invalid, why, null, null);

    /// <summary>As numbers, where what is not known excludes nothing.</summary>
    [JsonIgnore]
    public RatioEstimate Estimate => new(Ratio ?? 1, Low ?? 0, High ?? double.PositiveInfinity, 1);
}
