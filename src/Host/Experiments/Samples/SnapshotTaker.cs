using Mul.Actors.Jobs;
using Mul.Actors.Running;
using Mul.Host.Measurement;
using Mul.Host.Traces;

namespace Mul.Host.Experiments.Samples;

/// <summary>Looks at a run from inside its process, as often as somebody wants to see it. Costs a job nothing.</summary>
/// <param name="gauges">By the pool's place; empty where the pools are on other nodes.</param>
internal sealed class SnapshotTaker(RunLog log, IReadOnlyList<string> pools, IReadOnlyList<PoolGauge> gauges)
{
    private readonly JobSampler _sampler = new(log);
    private readonly Environment.ProcessCpuUsage _before = Environment.CpuUsage;

    /// <param name="withJobs">Whether the jobs are wanted that have ended since the last time that they were.</param>
    public RunSnapshot Take(bool withJobs)
    {
        var ended = withJobs ? _sampler.Harvest() : null;
        var cpu = Environment.CpuUsage;
        return new RunSnapshot(
            [.. pools.Select((name, pool) => new PoolSnapshot(
                name,
                pool < gauges.Count && gauges[pool].Routees is [var first, ..] ? first.Dispatcher.Id : "",
                log.Of(pool).Told,
                log.Of(pool).Answered,
                pool < gauges.Count ? gauges[pool].InFlight : 0,
                ended is null ? [] : [.. ended[pool]]))],
            ProcStatus.Threads(),
            (cpu.UserTime - _before.UserTime).TotalSeconds,
            (cpu.PrivilegedTime - _before.PrivilegedTime).TotalSeconds);
    }
}
