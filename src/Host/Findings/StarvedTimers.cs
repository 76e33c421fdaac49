using Mul.Actors.Jobs;
using Mul.Host.Statistics;
using Mul.Host.Traces;

namespace Mul.Host.Findings;

/// <summary>Bystanders of the load, an ordinary actor on the default dispatcher and an Akka timer, came late.</summary>
internal sealed class StarvedTimers : IRule
{
    // Five beats of the heartbeat, and half of what a failure detector's users begin to notice.
    private const double LateSeconds = 0.05;

    // The scheduler's wheel turns every 10 ms and adds up to two turns on an idle system.
    private const double WheelSeconds = 0.02;

    // Where others have this much of the cores, they are who makes everybody late; what the profile does shows only beyond ten times as much.
    private const double NoisyShare = 0.5;
    private const double NoisyFactor = 10;

    // Among fewer, one late beat alone would be the p99.
    private const int ManyBeats = 100;

    public IEnumerable<Remark> Of(RunRecord run)
    {
        var (percentile, of) = run.MakespanSeconds >= ManyBeats * run.Heartbeat?.IntervalSeconds
            ? ("p99", (Func<Percentiles, double>)(values => values.P99))
            : ("p90", values => values.P90);
        var heartbeat = run.Heartbeat?.DelaySeconds is { } delay ? of(delay) : 0;
        var timer = run.Heartbeat?.TimerSeconds is { } delays ? of(delays) : 0;
        var limit = Cores.Others(run) >= NoisyShare ? NoisyFactor * LateSeconds : LateSeconds;
        List<string> late = [];
        if (heartbeat > limit)
        {
            late.Add($"an ordinary actor on the default dispatcher was late by {Figures.Seconds(heartbeat)}");
        }

        if (timer > limit + WheelSeconds)
        {
            late.Add($"an Akka timer was late by {Figures.Seconds(timer)}");
        }

        if (late.Count > 0 && Remedy(run) is { } remedy)
        {
            yield return new Remark(Severity.Warning, $"Bystanders of the load suffered: {string.Join(", and ", late)} ({percentile}).", remedy);
        }
    }

    /// <summary>What makes a load kinder to its bystanders; null where it neither holds threads of theirs nor fills the cores, and so has not made them late.</summary>
    public static string? Remedy(RunRecord run)
    {
        var holding = run.Pools.Where(pool => Waiting.IsOnThreadPool(pool) && !pool.Handling.FreesThread()).Select(pool => pool.Name).ToArray();
        return holding.Length > 0 ? $"Move work that holds its thread ({string.Join(", ", holding)}) to a dispatcher with threads of its own (`pool-dispatcher`): timers and the default dispatcher live on the CLR's thread pool."
            : Cores.AreFull(run) ? $"The load leaves the cores no time for others: no more threads than cores ({Figures.Count(run.Environment.Cores)}), or one fewer{Crowded(run)}."
            : null;
    }

    private static string Crowded(RunRecord run)
    {
        var cores = run.Environment.Cores;
        return string.Concat(run.Pools
            .Where(pool => !pool.Handling.FreesThread() && pool.Effective?.Dispatcher.Threads > cores && pool.Concurrency.Max > cores)
            .Select(pool => $"; {pool.Name} ran on {Figures.Count(pool.Effective?.Dispatcher.Threads)}"));
    }
}
