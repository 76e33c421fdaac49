using Mul.Host.Statistics;
using Mul.Host.Traces;

namespace Mul.Host.Findings;

/// <summary>Fewer jobs at once than the profile asks for, while jobs waited for a thread and the cores had time for them.</summary>
internal sealed class AchievedBelowConfigured : IRule
{
    public IEnumerable<Remark> Of(RunRecord run) =>
        from pool in run.Pools
        let configured = Math.Min(pool.Concurrency.Configured ?? 0, pool.Jobs.Told)
        where pool.Concurrency.Max < configured && Waiting.ForThread(pool) && !Cores.AreFull(run)
        let trap = Trap.Of(pool, configured, run.Environment.Cores)
        select new Remark(
            Severity.Warning,
            $"{pool.Name}: {Figures.Count(pool.Concurrency.Max)} of the {Figures.Count(configured)} jobs that the profile asks for ran at once, while others waited up to {Figures.Seconds(pool.DispatchDelaySeconds?.Max)} for a thread: {trap.Cause}.",
            trap.Remedy,
            pool.Name);
}
