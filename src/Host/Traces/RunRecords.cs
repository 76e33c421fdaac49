using Mul.Actors.Running;
using Mul.Host.Statistics;

namespace Mul.Host.Traces;

/// <summary>Reduces a trace to its record.</summary>
internal static class RunRecords
{
    /// <summary>What follows from the trace; the rest (who, when, where, what it used) is for those who know it.</summary>
    /// <param name="trace">The run, real or simulated.</param>
    /// <param name="asked">What the profile asks for, by the pool's place in the workload; may be shorter.</param>
    public static TraceSummary Of(Trace trace, IReadOnlyList<PoolAsked?> asked)
    {
        var records = trace.Pools.Select((_, pool) => trace.Of(pool)).ToArray();
        var times = Array.ConvertAll(records, pool => JobTimes.Of(pool.Span));
        return new TraceSummary(
            trace.MakespanSeconds,
            [.. times.Select((pool, place) => PoolRecords.Of(trace, place, pool, asked.ElementAtOrDefault(place)))],
            JobSeconds.Of(times),
            WaitingStates.Of(records));
    }

    /// <summary>The bystanders' record; null where one of them did not answer.</summary>
    public static HeartbeatRecord Heartbeat(HeartbeatProtocol.Delays? heartbeat, HeartbeatProtocol.Delays? timer)
    {
        return new HeartbeatRecord(Of(heartbeat), Of(timer));

        static Percentiles? Of(HeartbeatProtocol.Delays? delays) =>
            delays is null ? null : Percentiles.OfOwned([.. delays.Ticks.Select(Trace.Seconds)]);
    }
}

/// <summary>What follows from a trace alone.</summary>
/// <param name="Waiting">Seconds of the makespan by what the jobs were waiting for.</param>
internal sealed record TraceSummary(double MakespanSeconds, IReadOnlyList<PoolRecord> Pools, JobSeconds JobSeconds, IdleSplit Waiting);
