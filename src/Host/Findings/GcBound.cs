using Mul.Host.Statistics;
using Mul.Host.Traces;

namespace Mul.Host.Findings;

/// <summary>Garbage collections held the threads for a considerable part of the run.</summary>
internal sealed class GcBound : IRule
{
    private const double ConsiderableShare = 0.05;

    // From here on it is what the run mainly shows.
    private const double LargeShare = 0.2;

    // Less is the heap's first growth, whatever the profile.
    private const double LeastSeconds = 0.02;

    public IEnumerable<Remark> Of(RunRecord run)
    {
        if (run is { Gc: { } gc, MakespanSeconds: > 0 } && gc.PauseSeconds >= LeastSeconds && gc.PauseSeconds > ConsiderableShare * run.MakespanSeconds)
        {
            var share = gc.PauseSeconds / run.MakespanSeconds;
            yield return new Remark(
                share > LargeShare ? Severity.Warning : Severity.Info,
                $"Garbage collections stopped every thread for {Figures.Seconds(gc.PauseSeconds)}, {Figures.Percent(100 * share)} of the makespan: {Figures.Count(gc.Gen0)} in all, {Figures.Count(gc.Gen2)} of them full, for {Figures.Bytes(run.Memory?.AllocatedBytes)} allocated.",
                "Reuse buffers instead of allocating them per job, or try the server collector (`DOTNET_gcServer=1`).");
        }
    }
}
