using System.Text.Json;
using System.Text.Json.Serialization;
using Mul.Actors.Nodes.Coordinating;
using Mul.Host.Traces;
using Mul.Host.Workloads;

namespace Mul.Host.Experiments.Samples;

/// <summary>What a measured child process is to do: one line of JSON on its standard input.</summary>
internal sealed record SampleTask
{
    /// <summary>The line that asks a child to end its run early, with what is known so far.</summary>
    public const string CancelLine = "cancel";

    /// <summary>The line by which a child learns that somebody listens to the meter since just now.</summary>
    public const string MeterLine = "meter";

    public required RunSource Source { get; init; }

    /// <summary>Small jobs per pool, told one at a time before the run. Default: 3.</summary>
    public int Warmup { get; init; } = 3;

    /// <summary>Open arrivals, jobs per second; null = none.</summary>
    public double? Rate { get; init; }

    /// <summary>Jobs in flight; null = all at once.</summary>
    public int? Window { get; init; }

    /// <summary>No outcome for this long ends the run. Null = 60 s, which for a shipped workload count only while no routee has a job in hand.</summary>
    public TimeSpan? MaxSilence { get; init; }

    /// <summary>Where to leave the run's trace; null = nowhere.</summary>
    public string? TracePath { get; init; }

    /// <summary>Where a run over nodes keeps its outcomes; null = nowhere.</summary>
    public string? JournalPath { get; init; }

    /// <summary>The folder of certificates of a run over nodes; null = none.</summary>
    public string? TlsFolder { get; init; }

    /// <summary>The jobs that a pilot runs; null = all.</summary>
    public JobPart? Part { get; init; }

    /// <summary>Who looks on from the beginning. Default: nobody.</summary>
    public Audience Audience { get; init; } = new(Bar: false, Page: false, Meter: false);

    /// <summary>What the profile asks for, by the pool's place in the workload.</summary>
    public IReadOnlyList<PoolAsked?> Asked { get; init; } = [];

    public static SampleTask Parse(string json) => JsonSerializer.Deserialize(json, SampleJsonReader.Default.SampleTask)!;

    public string ToJson() => JsonSerializer.Serialize(this, SampleJsonWriter.Default.SampleTask);
}

/// <summary>One line of a measured child's standard output: exactly one of these is there.</summary>
/// <param name="Progress">How far the run is.</param>
/// <param name="Record">The result; the last line.</param>
/// <param name="Refusal">Why there is no result: a mistake of the user's; the last line.</param>
internal sealed record SampleLine(SampleProgress? Progress = null, RunRecord? Record = null, SampleRefusal? Refusal = null)
{
    public static SampleLine Parse(string json) => JsonSerializer.Deserialize(json, SampleJsonReader.Default.SampleLine)!;

    public string ToJson() => JsonSerializer.Serialize(this, SampleJsonWriter.Default.SampleLine);
}

/// <param name="Jobs">How many there are; 0 while warming up.</param>
/// <param name="Nodes">Null where the pools are in the run's own process.</param>
/// <param name="Snapshot">More of it, once a second for a page or the meter.</param>
internal sealed record SampleProgress(int Jobs, int Told, int Answered, double ElapsedSeconds, NodeCensus? Nodes = null, RunSnapshot? Snapshot = null)
{
    public static SampleProgress WarmingUp { get; } = new(0, 0, 0, 0);

    /// <summary>One that never was, with everything that one can have.</summary>
    public static SampleProgress OfEverything { get; } = WarmingUp with
    {
        Snapshot = new RunSnapshot([new PoolSnapshot("", "", 0, 0, 0, [new SampledJob(0.5, 0.5, 0.5), new SampledJob(0, 0, null)])], 1, 0.5, 0.5),
    };
}

internal sealed record SampleRefusal(string Message, int ExitCode);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, GenerationMode = JsonSourceGenerationMode.Metadata, UseStringEnumConverter = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(SampleTask))]
[JsonSerializable(typeof(SampleLine))]
internal sealed partial class SampleJsonReader : JsonSerializerContext;

// Apart from reading, for which a description of every property is made at each start; writing needs none.
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, GenerationMode = JsonSourceGenerationMode.Serialization, UseStringEnumConverter = true)]
[JsonSerializable(typeof(SampleTask))]
[JsonSerializable(typeof(SampleLine))]
internal sealed partial class SampleJsonWriter : JsonSerializerContext;
