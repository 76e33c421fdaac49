using Mul.Actors.Nodes;
using Mul.Host.Statistics;
using Mul.Host.Traces;

namespace Mul.Host.Findings;

/// <summary>The concurrency that follows from the trace is not the one that the instrument counted.</summary>
internal sealed class InstrumentDisagrees : IRule
{
    private const double StandardErrors = 3;

    // Beyond this many looks, standard errors are too narrow (jobs that start together) or too wide (a load that ends slowly).
    private const int ManySamples = 2_000;
    private const double Tolerance = 0.02;

    // Whoever came to look less than half as often as it should saw the moments in which it was let run, not the run.
    private const double LeastCoverage = 0.5;

    // The pacer's.
    private const double IntervalSeconds = 0.001;

    public IEnumerable<Remark> Of(RunRecord run) =>
        from pool in run.Pools
        let trace = pool.Concurrency.Mean
        let counted = pool.Concurrency.Counted ?? trace
        let samples = pool.Concurrency.CountedSamples ?? 0
        let watched = Math.Min(1, samples * Interval(run) / run.MakespanOf(pool))
        // Jobs that compute keep a core from the thread that wakes to look: more of them may have been in flight when it did not.
        let most = counted + ((1 - watched) * (pool.Concurrency.Max - counted))
        let allowed = Allowed(pool, samples)
        where watched >= LeastCoverage && (trace < counted - allowed || trace > most + allowed)
        select new Remark(
            Severity.Warning,
            $"{pool.Name}: the instrument counted {Figures.Count(counted)} jobs at once, the trace says {Figures.Count(trace)}. One of them is wrong, and with it every figure here may be.",
            "Run it again on a quiet machine. If it stays, this is a fault of Mul: please report it with the output of `--json`.",
            pool.Name);

    private static double Interval(RunRecord run) => run.Nodes is null ? IntervalSeconds : NodeClock.LookIntervalMilliseconds / 1_000.0;

    private static double Allowed(PoolRecord pool, int samples)
    {
        // Each job begins and ends between two looks, and chance does not even that out: with a rate, jobs begin just after one.
        var edges = 2.0 * pool.Jobs.Told / samples;
        var share = Tolerance * pool.Concurrency.Mean;
        return edges + (samples > ManySamples ? share : Math.Max(share, StandardErrors * (pool.Concurrency.CountedError ?? 0)));
    }
}
