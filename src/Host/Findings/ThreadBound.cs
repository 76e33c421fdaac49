using Mul.Actors.Jobs;
using Mul.Host.Statistics;
using Mul.Host.Traces;

namespace Mul.Host.Findings;

/// <summary>More of a job's time went into waiting for a thread than into anything else, while the cores had time for it.</summary>
internal sealed class ThreadBound : IRule
{
    // Above this part of the handlers' time on CPU, jobs compute rather than wait.
    private const double ComputingShare = 0.5;

    public IEnumerable<Remark> Of(RunRecord run) =>
        from pool in run.Pools
        let delay = pool.DispatchDelaySeconds?.Mean ?? 0
        let service = pool.ServiceSeconds?.Mean ?? 0
        where pool.Jobs.Completed > 0 && Waiting.ForThread(pool) && delay > service && delay > Waiting.BehindOthers(pool) && Cores.HadTime(run, pool)
        where !Computes(run, pool) || Threads(pool) < run.Environment.Cores
        select new Remark(
            Severity.Warning,
            $"{pool.Name}: a job waited {Figures.Seconds(delay)} for a thread while its routee was free, on average, {Figures.Seconds(Waiting.BehindOthers(pool))} behind another, and took {Figures.Seconds(service)}; {Figures.Counted(pool.Effective?.Dispatcher.Threads ?? 0, "thread")} did it all.",
            Remedy(run, pool),
            pool.Name);

    private static string Remedy(RunRecord run, PoolRecord pool) =>
        Computes(run, pool)
            ? $"As many threads as cores ({Figures.Count(run.Environment.Cores)}): {Trap.ThreadPerCore}"
        : pool.Handling.FreesThread() && Threads(pool) >= run.Environment.Cores
            ? "Its handlers are said to free their thread while they wait, and held it: look for what blocks in them (`.Result`, `Wait`, a lock)."
        : pool.Handling.FreesThread()
            ? $"A dispatcher of its own, with as many threads as cores ({Figures.Count(run.Environment.Cores)}): {Trap.ThreadPerCore}"
        : $"Asynchronous handlers (ReceiveAsync), which hold no thread while they wait, or more threads: {Trap.OwnThreads(Math.Min(pool.Effective?.Routees ?? 1, pool.Jobs.Told))}.";

    // A job of another pool that waits asynchronously is in its handler and on no thread.
    private static bool Computes(RunRecord run, PoolRecord pool) =>
        run.Cpu is { } cpu && cpu.Seconds >= ComputingShare * run.Pools
            .Where(one => !one.Handling.FreesThread() || one.Name == pool.Name)
            .Sum(one => one.Concurrency.Mean * run.MakespanOf(one));

    // In a short run not every thread has got a job.
    private static int Threads(PoolRecord pool) => Math.Max(pool.Configured?.Dispatcher.Threads ?? 0, pool.Effective?.Dispatcher.Threads ?? 0);
}
