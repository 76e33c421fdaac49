using System.Text.Json.Serialization;
using Mul.Host.Experiments.Predicting;
using Mul.Host.Experiments.Samples;
using Mul.Host.Experiments.SearchSpace;
using Mul.Host.Simulation;
using Mul.Host.Traces;

namespace Mul.Host.Experiments.Ledgers;

/// <summary>What a search found and what that rests on, as <c>--json</c> writes it: schema <c>mul.tune/1</c>.</summary>
internal sealed record TuneRecord
{
    public string Schema { get; init; } = "mul.tune/1";

    /// <summary>That the candidates are laid over; null if they are profiles by themselves.</summary>
    public ProfileStamp? Profile { get; init; }

    public required WorkloadStamp Workload { get; init; }

    public required ulong Seed { get; init; }

    /// <summary>Jobs told per second; null = none.</summary>
    public double? Rate { get; init; }

    /// <summary>Jobs kept in flight; null = all at once.</summary>
    public int? Window { get; init; }

    public required Objective Objective { get; init; }

    public required Metric Metric { get; init; }

    /// <summary>The difference that matters, as a part of 1.</summary>
    public required double Threshold { get; init; }

    /// <summary>The setting to use; null if no candidate did its work.</summary>
    public required TunedSetting? Winner { get; init; }

    /// <summary>Candidates that cannot be told apart from the leader, the leader first.</summary>
    public required IReadOnlyList<string> Best { get; init; }

    public required TuningEnd End { get; init; }

    /// <summary>Taken in all, those of candidates that dropped out included.</summary>
    public required int Samples { get; init; }

    /// <summary>Candidates there are, whether tried or not.</summary>
    public required int Grid { get; init; }

    /// <summary>Those that were worth measuring, the most promising first, whether the budget was for them or not.</summary>
    public required IReadOnlyList<TuneCandidate> Candidates { get; init; }

    /// <summary>Those that differ from the winner only in the size of one pool, by size, tried or not.</summary>
    public required IReadOnlyList<TuneCandidate> Curve { get; init; }

    /// <summary>Of the first sample; null if there is none.</summary>
    public required EnvironmentRecord? Environment { get; init; }
}

internal enum TuningEnd
{
    /// <summary>One candidate is left, or all that are left differ by less than the threshold.</summary>
    Settled,

    /// <summary>All stages are over, and several candidates are left.</summary>
    AllStages,

    BudgetSpent,

    Cancelled,

    /// <summary>No candidate did its work.</summary>
    NoneSound,
}

/// <param name="Hocon">To be pasted into a profile, behind what is there if one was tuned, or into an application's configuration.</param>
/// <param name="CSharp">The same for Akka.Hosting.</param>
internal sealed record TunedSetting(string Name, string Description, string Hocon, string CSharp);

/// <param name="Median">Of the metric, in its own unit; null if there is no sample.</param>
/// <param name="Ratio">To the leader; null if there is no complete block.</param>
/// <param name="Low">Of the 95 % interval; null with too few blocks.</param>
/// <param name="High">Of the 95 % interval; null with too few blocks.</param>
/// <param name="Blocks">Complete ones that it was in.</param>
/// <param name="Invalid">Why it is out, in one line; null if it did its work.</param>
internal sealed record TuneCandidate(
    string Name,
    string Description,
    int Threads,
    int Routees,
    Band PredictedSeconds,
    PredictedBound Bound,
    double? Median,
    double? Ratio,
    double? Low,
    double? High,
    int Blocks,
    CandidateState State,
    string? Invalid);

internal enum CandidateState
{
    /// <summary>Predicted only: it was not worth measuring, or the budget was not for so many.</summary>
    [JsonStringEnumMemberName("not-tried")]
    NotTried,

    /// <summary>It fell behind, or the budget was not for so many in a later stage.</summary>
    [JsonStringEnumMemberName("dropped")]
    Dropped,

    [JsonStringEnumMemberName("left")]
    Left,

    [JsonStringEnumMemberName("invalid")]
    Invalid,
}
