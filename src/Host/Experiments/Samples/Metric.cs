using System.Text.Json.Serialization;
using Mul.Host.Statistics;
using Mul.Host.Traces;

namespace Mul.Host.Experiments.Samples;

/// <summary>What of a sample is compared; less is better.</summary>
internal enum Metric
{
    /// <summary>Seconds from the first job told to the last finished.</summary>
    [JsonStringEnumMemberName("makespan")]
    Makespan,

    /// <summary>User and system seconds.</summary>
    [JsonStringEnumMemberName("cpu")]
    Cpu,

    /// <summary>Bytes resident at the most.</summary>
    [JsonStringEnumMemberName("peak-memory")]
    PeakMemory,

    /// <summary>Seconds within which 99 % of the jobs were answered, that of the slowest pool.</summary>
    [JsonStringEnumMemberName("p99-response")]
    P99Response,
}

internal static class Metrics
{
    /// <summary>Its value in a sample; null where the system does not give it or it is not above 0, so that there is no ratio.</summary>
    public static double? Of(this Metric metric, RunRecord record)
    {
        var value = metric switch
        {
            Metric.Makespan => record.MakespanSeconds,
            Metric.Cpu => record.Cpu?.Seconds,
            Metric.PeakMemory => record.Memory?.PeakResidentBytes,
            Metric.P99Response => record.Pools.Max(pool => pool.ResponseSeconds?.P99),
            _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, "no such metric"),
        };
        return value > 0 ? value : null;
    }

    /// <summary>As the end of a sentence's claim, <c> by cpu</c>; nothing for the makespan, which is what is meant where nothing is said.</summary>
    public static string Said(this Metric metric) => metric == Metric.Makespan ? "" : $" by {metric.NameOf()}";

    /// <summary>Whether it is made up of the times of jobs, so that those explain a difference.</summary>
    public static bool IsOfJobs(this Metric metric) => metric is Metric.Makespan or Metric.P99Response;

    /// <summary>A value of it as people read it, with its unit.</summary>
    public static string Text(this Metric metric, double? value) => metric switch
    {
        Metric.PeakMemory => Figures.Bytes((long?)value),
        Metric.Makespan or Metric.Cpu or Metric.P99Response => Figures.Seconds(value),
        _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, "no such metric"),
    };
}
