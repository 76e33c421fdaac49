using Mul.Host.Profiles.Knowledge;
using Mul.Host.Traces;

namespace Mul.Host.Findings;

/// <summary>How long a pool's jobs waited before a routee took them up, and what for.</summary>
internal static class Waiting
{
    // Shorter waits are those of any thread that is woken.
    private const double LeastSeconds = 0.001;

    /// <summary>Mean time behind another job of the same routee; 0 where nothing ran.</summary>
    public static double BehindOthers(PoolRecord pool) => Math.Max(0, (pool.QueueSeconds?.Mean ?? 0) - (pool.DispatchDelaySeconds?.Mean ?? 0));

    /// <summary>Whether some job waited for nothing but a thread for as long as a whole job takes.</summary>
    public static bool ForThread(PoolRecord pool) =>
        pool is { DispatchDelaySeconds: { } delay, ServiceSeconds: { } service } && delay.Max >= Math.Max(LeastSeconds, service.Mean);

    /// <summary>Jobs that waited for nothing but a thread at one time, on average over the pool's makespan; 0 where nothing ran.</summary>
    public static double ForThreadAtOnce(RunRecord run, PoolRecord pool) =>
        run.MakespanOf(pool) is > 0 and var seconds ? (pool.DispatchDelaySeconds?.Mean ?? 0) * pool.Jobs.Told / seconds : 0;

    /// <summary>Whether the pool's threads are those of the CLR's thread pool, which begins with one per core and grows slowly.</summary>
    public static bool IsOnThreadPool(PoolRecord pool) => pool.Effective?.Dispatcher.Executor is DispatcherTypes.ThreadPoolExecutor or DispatcherTypes.TaskExecutor;
}
