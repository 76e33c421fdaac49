using System.Text.Json.Serialization;

namespace Mul.Host.Traces;

/// <summary>How a run is going, seen once a second by a page or the meter.</summary>
/// <param name="Threads">Of the measured process; null where the system does not tell.</param>
/// <param name="UserSeconds">CPU time since the run began.</param>
/// <param name="SystemSeconds">The kernel's part of it.</param>
internal sealed record RunSnapshot(IReadOnlyList<PoolSnapshot> Pools, int? Threads, double UserSeconds, double SystemSeconds);

/// <param name="Dispatcher">On which its routees found themselves; empty if there is none yet.</param>
/// <param name="Told">Jobs so far.</param>
/// <param name="Answered">Of these, those that have their outcome.</param>
/// <param name="InFlight">Those that a routee has started and not finished.</param>
/// <param name="Jobs">For the meter, jobs that have ended since the snapshot before: all of them, or evenly chosen ones where there are many.</param>
internal sealed record PoolSnapshot(string Name, string Dispatcher, int Told, int Answered, int InFlight, IReadOnlyList<SampledJob> Jobs)
{
    /// <summary>Jobs told that no routee has started.</summary>
    [JsonIgnore]
    public int Backlog => Math.Max(0, Told - Answered - InFlight);
}

/// <summary>Where one job's time went, in seconds.</summary>
/// <param name="DispatchDelay">Null where not every job is looked at: it is counted from the end of the routee's job before.</param>
internal readonly record struct SampledJob(double Queue, double Service, double? DispatchDelay);
