using Mul.Host.Statistics;
using Mul.Host.Traces;

namespace Mul.Host.Findings;

/// <summary>Service times lie in two heaps.</summary>
internal sealed class Bimodal : IRule
{
    // Heaps that are closer together are told apart by arithmetic, not by people who choose a setting.
    private const double LeastRatio = 1.5;
    private const double LeastSeconds = 0.001;

    public IEnumerable<Remark> Of(RunRecord run) =>
        from pool in run.Pools
        let heaps = pool.ServiceHeaps
        where heaps is not null && heaps.High >= LeastRatio * heaps.Low && heaps.High - heaps.Low >= LeastSeconds
        select new Remark(
            Severity.Info,
            $"{pool.Name}: service times lie in two heaps, about {Figures.Seconds(heaps.Low)} and about {Figures.Seconds(heaps.High)} ({Figures.Percent(100 * heaps.HighShare)} of the jobs); the mean of {Figures.Seconds(pool.ServiceSeconds?.Mean)} describes neither.",
            "Read p50 and p90 instead of the mean, and look for what the slow jobs share: their size, their thread, a first connection.",
            pool.Name);
}
