using Mul.Actors.Dispatching;
using Mul.Actors.Jobs;
using Mul.Host.Profiles.Knowledge;
using Mul.Host.Statistics;
using Mul.Host.Traces;

namespace Mul.Host.Findings;

/// <summary>Fewer jobs at once than the profile asks for, while jobs that hold their thread waited for one and the cores had time for them.</summary>
internal sealed class AchievedBelowConfigured : IRule
{
    // Of a burst for which there are too few threads, some job waits for one half of the time at least; one that came late, as after
    // the loss of a core, is a small part of it.
    private const double LeastWaiting = 0.25;

    // A pool that is never less busy has no pauses for want of jobs.
    private const double BusyShare = 0.8;

    // Shorter jobs are done before another thread has woken.
    private const double LeastServiceSeconds = 0.0001;

    public IEnumerable<Remark> Of(RunRecord run) =>
        from pool in run.Pools
        let configured = Math.Min(Math.Min(pool.Concurrency.Configured ?? 0, pool.Jobs.Told), run.Window ?? int.MaxValue)
        where pool.Concurrency.Max < configured && pool.ServiceSeconds?.Mean >= LeastServiceSeconds && HadMore(run, pool)
        where !pool.Handling.FreesThread() && !HasItsThreads(run, pool) && Cores.HadTime(run, pool)
        let trap = Trap.Of(pool, configured, run.Environment.Cores)
        select new Remark(
            Severity.Warning,
            $"{pool.Name}: {Figures.Count(pool.Concurrency.Max)} of the {Figures.Count(configured)} jobs that the profile asks for ran at once{Waits(pool)}: {trap.Cause}.",
            trap.Remedy,
            pool.Name);

    // On the channel executor the run itself is held up while it tells a job: those it has yet to tell do not show as waiting, unless
    // they were due at fixed times.
    private static bool HadMore(RunRecord run, PoolRecord pool) =>
        (Waiting.ForThread(pool) && Waiting.ForThreadAtOnce(run, pool) >= LeastWaiting)
        || (pool.Effective?.Dispatcher.Executor == DispatcherTypes.ChannelExecutor && run.Rate is null && pool.Concurrency.Mean >= BusyShare * pool.Concurrency.Max);

    // These are all there and all wake, if no other pool holds them: what jobs waited for was a core.
    private static bool HasItsThreads(RunRecord run, PoolRecord pool) => pool.Effective?.Dispatcher switch
    {
        { Type: DispatcherTypes.Pinned } => true,
        { Executor: nameof(FixedThreads), Id: var id } => pool.Configured?.Dispatcher.Threads >= pool.Concurrency.Configured && run.Pools.Count(other => other.Effective?.Dispatcher.Id == id) == 1,
        _ => false,
    };

    private static string Waits(PoolRecord pool) =>
        Waiting.ForThread(pool) ? $", while others waited up to {Figures.Seconds(pool.DispatchDelaySeconds?.Max)} for a thread" : "";
}
