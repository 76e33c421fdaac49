using Mul.Host.Statistics;
using Mul.Host.Traces;

namespace Mul.Host.Findings;

/// <summary>The CLR's thread pool had to grow before the pool's jobs had their threads.</summary>
internal sealed class ThreadInjection : IRule
{
    // Half of the thread pool's own patience with a pool that makes no progress.
    private const double LeastDelaySeconds = 0.25;

    // The thread pool begins with one per core; a few more come and go without any want.
    private const int LeastPerCore = 2;

    public IEnumerable<Remark> Of(RunRecord run) =>
        from pool in run.Pools
        let threads = pool.Effective?.Dispatcher.Threads
        let cores = run.Environment.Cores
        where Waiting.IsOnThreadPool(pool) && threads >= LeastPerCore * cores && Waiting.ForThread(pool)
        where pool.DispatchDelaySeconds?.Max >= LeastDelaySeconds && !Cores.MayHaveFilled(run, pool)
        select new Remark(
            Severity.Warning,
            $"{pool.Name}: jobs waited up to {Figures.Seconds(pool.DispatchDelaySeconds?.Max)} for a thread while the CLR's thread pool grew, from {Figures.Counted(cores, "thread")}, one per core, to {Figures.Count(threads)} that ran jobs.",
            $"Threads that are there from the start: {Trap.OwnThreads(threads!.Value)}; or a larger thread pool to begin with (`System.Threading.ThreadPool.MinThreads` in runtimeconfig.json).",
            pool.Name);
}
