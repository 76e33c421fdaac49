using Mul.Host.Statistics;
using Mul.Host.Traces;

namespace Mul.Host.Findings;

/// <summary>More threads computed than there are cores, and took the cores from each other.</summary>
internal sealed class Oversubscribed : IRule
{
    // Below this part of all cores jobs may only have waited, while others filled the machine; threads would then be no use to fewer.
    private const double LeastOwn = 0.5;

    // At less than half again as many jobs as cores, one of them may just be ending.
    private const double LeastPerCore = 1.5;

    // Threads that wait give their core up; where these are few beside the ones that lose it, threads compute.
    private const double LeastInvoluntary = 0.5;

    public IEnumerable<Remark> Of(RunRecord run) =>
        from pool in run.Pools
        let cores = run.Environment.Cores
        let threads = pool.Effective?.Dispatcher.Threads
        // Where more jobs are in flight than threads ran them, they wait without a thread.
        where threads > cores && pool.Concurrency.Max <= threads && pool.Concurrency.Mean >= LeastPerCore * cores
        where Cores.AreFull(run) && Cores.Own(run) >= LeastOwn && run.ContextSwitches is { } switches && switches.Involuntary >= LeastInvoluntary * switches.Voluntary
        select new Remark(
            Severity.Warning,
            $"{pool.Name}: {Figures.Count(pool.Concurrency.Mean)} jobs at once on {Figures.Count(threads)} threads shared {Figures.Count(cores)} cores, and {Figures.Count(run.ContextSwitches!.Involuntary)} times a thread lost its core before it was done.",
            $"As many threads as cores: {Trap.ThreadPerCore}",
            pool.Name);
}
