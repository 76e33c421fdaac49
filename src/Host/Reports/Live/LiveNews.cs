using System.Text.Json;
using System.Text.Json.Serialization;
using Mul.Actors.Nodes.Coordinating;
using Mul.Host.Experiments.Samples;
using Mul.Host.Traces;

namespace Mul.Host.Reports.Live;

/// <summary>What the live page is told once a second.</summary>
/// <param name="Cores">Of this machine.</param>
/// <param name="Threads">Of the measured process; null where the system does not tell.</param>
/// <param name="CoreSeconds">CPU time of the measured process since the run began.</param>
/// <param name="Nodes">Null where the pools are in the measured process.</param>
/// <param name="HasEnded">Whether this is the last of it.</param>
internal sealed record LiveNews(
    double ElapsedSeconds, int Jobs, int Told, int Answered, int Cores, int? Threads, double CoreSeconds, IReadOnlyList<LivePool> Pools, NodeCensus? Nodes = null, bool HasEnded = false)
{
    /// <param name="asked">What the profile asks for, by the pool's place.</param>
    public static LiveNews Of(SampleProgress progress, RunSnapshot snapshot, IReadOnlyList<PoolAsked?> asked) => new(
        progress.ElapsedSeconds,
        progress.Jobs,
        progress.Told,
        progress.Answered,
        Environment.ProcessorCount,
        snapshot.Threads,
        snapshot.UserSeconds + snapshot.SystemSeconds,
        [.. snapshot.Pools.Select((pool, place) => new LivePool(
            pool.Name,
            pool.Dispatcher,
            progress.Nodes is null ? pool.InFlight : null,
            asked.ElementAtOrDefault(place)?.Concurrency,
            pool.Backlog,
            pool.Answered))],
        progress.Nodes);

    public string ToJson() => JsonSerializer.Serialize(this, LiveJson.Default.LiveNews);
}

/// <param name="AtOnce">Jobs that a routee has started and not finished; null where that is known on nodes alone.</param>
/// <param name="AskedAtOnce">What the profile asks for; null where nobody asked.</param>
/// <param name="Backlog">Jobs told that no routee has started; on nodes, all that have no outcome yet.</param>
internal sealed record LivePool(string Name, string Dispatcher, int? AtOnce, int? AskedAtOnce, int Backlog, int Done);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(LiveNews))]
internal sealed partial class LiveJson : JsonSerializerContext;
