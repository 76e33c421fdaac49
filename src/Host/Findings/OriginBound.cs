using Mul.Host.Statistics;
using Mul.Host.Traces;

namespace Mul.Host.Findings;

/// <summary>Jobs took longer the more of them were in flight, while the cores had time: what they wait for is the limit.</summary>
internal sealed class OriginBound : IRule
{
    // Half as long again is more than jitter makes of medians of five.
    private const double LeastGrowth = 1.5;

    // Behind a limit jobs take longer in proportion to their number. Unequal jobs look a little like it: the ones that end a run,
    // with few others beside them, are its short ones.
    private const double LeastProportion = 0.5;

    // With less idle time, jobs that take longer may have waited for a core.
    private const double LeastIdle = 0.25;

    public IEnumerable<Remark> Of(RunRecord run) =>
        from pool in run.Pools
        let load = pool.ServiceUnderLoad
        where load is not null && load.ManySeconds >= Math.Max(LeastGrowth, LeastProportion * load.ManyAtOnce / load.FewAtOnce) * load.FewSeconds
        where Cores.Idle(run) >= LeastIdle && !Cores.MayHaveFilled(run, pool)
        select new Remark(
            Severity.Warning,
            $"{pool.Name}: a job took {Figures.Seconds(load.FewSeconds)} with {Figures.Count(load.FewAtOnce)} in flight and {Figures.Seconds(load.ManySeconds)} with {Figures.Count(load.ManyAtOnce)}, while the cores were idle {Figures.Percent(100 * Cores.Idle(run))} of the time: what the jobs wait for does not keep up.",
            "More routees only lengthen the queue at the other side. Fewer at once, or more capacity there.",
            pool.Name);
}
