using System.Text.Json.Serialization;
using Mul.Actors.Jobs;

namespace Mul.Host.Experiments.Tuning;

/// <summary>What the setting to be found is best at.</summary>
internal enum Objective
{
    /// <summary>The smallest pool whose makespan is within the threshold of the best.</summary>
    [JsonStringEnumMemberName("smallest-sufficient")]
    SmallestSufficient,

    [JsonStringEnumMemberName("makespan")]
    Makespan,

    [JsonStringEnumMemberName("cpu")]
    Cpu,

    [JsonStringEnumMemberName("peak-memory")]
    PeakMemory,

    [JsonStringEnumMemberName("p99-response")]
    P99Response,
}

internal static class Objectives
{
    public static IReadOnlyDictionary<string, Objective> ByName { get; } = new Dictionary<string, Objective>
    {
        ["smallest-sufficient"] = Objective.SmallestSufficient,
        ["makespan"] = Objective.Makespan,
        ["cpu"] = Objective.Cpu,
        ["peak-memory"] = Objective.PeakMemory,
        ["p99-response"] = Objective.P99Response,
    };

    public static string NameOf(Objective objective) => ByName.First(named => named.Value == objective).Key;

    /// <summary>What of a sample it is about.</summary>
    public static Metric MetricOf(Objective objective) => objective switch
    {
        Objective.SmallestSufficient or Objective.Makespan => Metric.Makespan,
        Objective.Cpu => Metric.Cpu,
        Objective.PeakMemory => Metric.PeakMemory,
        Objective.P99Response => Metric.P99Response,
        _ => throw new ArgumentOutOfRangeException(nameof(objective), objective, "no such objective"),
    };

    /// <exception cref="UserException">There is no objective of that name.</exception>
    public static Objective Parse(string name) => ByName.TryGetValue(name, out var objective)
        ? objective
        : throw new UserException($"--objective {name}: there is no such objective. There are: {string.Join(", ", ByName.Keys)}.");
}
