using Mul.Host.Statistics;
using Mul.Host.Traces;

namespace Mul.Host.Findings;

/// <summary>The run had all the core time there was.</summary>
internal sealed class CpuBound : IRule
{
    // Beyond this a good part of it was used before the first job or after the last, or on other machines.
    private const double MostOwn = 1.25;

    public IEnumerable<Remark> Of(RunRecord run)
    {
        if (Cores.AreFull(run) && Cores.Own(run) <= MostOwn)
        {
            var others = Cores.Others(run) is { } share and >= 0.1 ? $", others {Figures.Percent(100 * share)}" : "";
            yield return new Remark(
                Severity.Info,
                $"The {Figures.Count(run.Environment.Cores)} cores were full: this run had {Figures.Percent(100 * Cores.Own(run))} of their time{others}.",
                "More routees or threads will not help; more cores or nodes will, or less work per job.");
        }
    }
}
