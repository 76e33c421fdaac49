using Mul.Actors.Running;
using Mul.Host.Statistics;

namespace Mul.Host.Traces;

/// <summary>Reduces a trace to its record.</summary>
internal static class RunRecords
{
    /// <summary>What follows from the trace; the rest (who, when, where, what it used) is for those who know it.</summary>
    /// <param name="asked">What the profile asks for, by the pool's place in the workload; may be shorter.</param>
    public static TraceSummary Of(Trace trace, IReadOnlyList<PoolAsked?> asked)
    {
        var memory = new TickMemory();
        RouteeOrder[] pools = [.. trace.ByPool.Select(records => new RouteeOrder(records, memory))];
        // First, as its lists are the longest: what they give back is long enough for each pool.
        var waiting = WaitingStates.Of(pools, memory);
        return new TraceSummary(
            trace.MakespanSeconds,
            [.. pools.Select((jobs, pool) => PoolRecords.Of(trace, pool, jobs, asked.ElementAtOrDefault(pool)))],
            JobSeconds.Of(pools),
            waiting);
    }

    /// <summary>The bystanders' record; of one that did not answer it has null.</summary>
    public static HeartbeatRecord Heartbeat(TimeSpan interval, HeartbeatProtocol.Delays? heartbeat, HeartbeatProtocol.Delays? timer)
    {
        return new HeartbeatRecord(Of(heartbeat), Of(timer), interval.TotalSeconds);

        static Percentiles? Of(HeartbeatProtocol.Delays? delays) =>
            delays is null ? null : Percentiles.Of([.. delays.Ticks.Select(Trace.Seconds)]);
    }
}

/// <summary>What follows from a trace alone.</summary>
/// <param name="Waiting">Seconds of the makespan by what the jobs were waiting for.</param>
internal sealed record TraceSummary(double MakespanSeconds, IReadOnlyList<PoolRecord> Pools, JobSeconds JobSeconds, IdleSplit Waiting);
