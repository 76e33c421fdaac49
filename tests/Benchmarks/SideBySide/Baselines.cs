using Mul.Host.Simulation;

namespace Mul.Benchmarks.SideBySide;

/// <summary>What people predict with without a simulation; a prediction that does not beat these is not worth its name.</summary>
internal static class Baselines
{
    /// <summary>Threads that keep the cores busy: p·U·(1 + W/C).</summary>
    /// <remarks>Goetz et al., Java Concurrency in Practice, 2006, section 8.2.</remarks>
    /// <param name="utilization">How busy the cores shall be, from 0 to 1. Default: 1.</param>
    public static double GoetzThreads(int cores, JobDemand mean, double utilization = 1) => cores * utilization * (1 + mean.Wait / mean.Cpu);

    /// <summary>The makespan if every thread up to <see cref="GoetzThreads"/> helps alike, and none beyond: J·(C + W) ÷ min(threads, p·U·(1 + W/C)).</summary>
    /// <param name="threads">At once, as routees and threads allow.</param>
    public static TimeSpan GoetzMakespan(int jobs, int threads, int cores, JobDemand mean, double utilization = 1) =>
        jobs * mean.Service / Math.Min(threads, GoetzThreads(cores, mean, utilization));

    /// <summary>The makespan if jobs run in rounds, each as long as one job: ⌈J/m⌉·S.</summary>
    /// <param name="atOnce">As routees and threads allow.</param>
    public static TimeSpan RoundsMakespan(int jobs, int atOnce, TimeSpan service) => Math.Ceiling((double)jobs / atOnce) * service;

    /// <summary>The makespan at a size between two that were measured, on the straight line through both in logarithms; beyond the measured sizes that of the nearest.</summary>
    /// <param name="measured">By ascending size, at least one.</param>
    public static TimeSpan InterpolatedMakespan(IReadOnlyList<(int Size, TimeSpan Makespan)> measured, int size)
    {
        var above = measured.TakeWhile(point => point.Size < size).Count();
        if (above == measured.Count || above == 0 || measured[above].Size == size)
        {
            return measured[Math.Min(above, measured.Count - 1)].Makespan;
        }

        var (low, high) = (measured[above - 1], measured[above]);
        var part = Math.Log((double)size / low.Size) / Math.Log((double)high.Size / low.Size);
        return low.Makespan * Math.Pow(high.Makespan / low.Makespan, part);
    }
}
