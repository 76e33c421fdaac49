using Mul.Actors.Dispatching;
using Mul.Actors.Jobs;
using Mul.Host.Profiles.Knowledge;
using Mul.Host.Statistics;
using Mul.Host.Traces;

namespace Mul.Host.Findings;

/// <summary>Every routee was busy and jobs waited behind others, while the cores had time to spare.</summary>
internal sealed class PoolBound : IRule
{
    // A pool that is busy this much of the time has its idle part at the end, when the jobs run out.
    private const double BusyShare = 0.8;

    // Shorter waits than this part of a job's own time are the last round's.
    private const double LeastWait = 0.5;

    public IEnumerable<Remark> Of(RunRecord run) =>
        from pool in run.Pools
        let routees = pool.Effective?.Routees ?? 0
        let wait = Waiting.BehindOthers(pool)
        where pool.Jobs.Completed > 0 && routees > 0 && pool.Concurrency.Max >= routees && pool.Concurrency.Mean >= BusyShare * routees
        where wait > LeastWait * pool.ServiceSeconds?.Mean && wait > pool.DispatchDelaySeconds?.Mean
        where Cores.HadTime(run, pool)
        select new Remark(
            Severity.Info,
            $"{pool.Name}: {(routees == 1 ? "its one routee was" : $"all {Figures.Count(routees)} routees were")} busy and jobs waited {Figures.Seconds(wait)} behind others on average, while this run had use for only {Figures.Percent(100 * Cores.Own(run))} of the cores.",
            $"More routees (`nr-of-instances`){Price(pool)}.{Knee(run, pool)}",
            pool.Name);

    // A job that blocks needs a thread beside its routee.
    private static string Price(PoolRecord pool) => pool switch
    {
        { Effective.Dispatcher.Type: DispatcherTypes.Pinned } => ", each of which costs a thread",
        { Handling: not Handling.Blocking } => "",
        _ when Waiting.IsOnThreadPool(pool) => ", each of which holds one of the CLR's threads unless its handler is asynchronous (ReceiveAsync)",
        { Effective.Dispatcher.Executor: nameof(FixedThreads) } => " and as many threads (`fixed-threads.thread-count`), or routees alone if their handlers are asynchronous (ReceiveAsync)",
        _ => $" with a thread for each (`type = {DispatcherTypes.Pinned}`), or routees alone if their handlers are asynchronous (ReceiveAsync)",
    };

    // m* = p · (1 + W/C), Goetz, Java Concurrency in Practice, 8.2. The CPU time of a process is known, not that of each of its pools,
    // and it includes that of the instrument: hence "at least".
    private static string Knee(RunRecord run, PoolRecord pool)
    {
        if (run.Pools.Count > 1 || run.Cpu is not { } cpu || pool.ServiceSeconds is not { } service)
        {
            return "";
        }

        var computing = Math.Min(service.Mean, cpu.Seconds / pool.Jobs.Completed);
        var knee = Math.Ceiling(run.Environment.Cores * service.Mean / computing);
        return knee >= pool.Jobs.Told
            ? $" Up to as many as there are jobs ({Figures.Count(pool.Jobs.Told)}): a job computes {Figures.Seconds(computing)} and waits {Figures.Seconds(service.Mean - computing)}."
            : $" They pay up to {Figures.Count(knee)} at least: a job computes {Figures.Seconds(computing)} and waits {Figures.Seconds(service.Mean - computing)}, and there are {Figures.Count(run.Environment.Cores)} cores.";
    }
}
