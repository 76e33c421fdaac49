using System.Diagnostics;

namespace Mul.Host.Simulation;

/// <summary>Instants as a trace has them: ticks of the <see cref="Stopwatch"/>'s frequency.</summary>
internal static class VirtualTime
{
    /// <summary>When the first job is told. Not 0, which in a trace means that no routee took a job up.</summary>
    public static readonly long Begin = Stopwatch.Frequency;

    private static readonly double TicksPerTimeSpanTick = (double)Stopwatch.Frequency / TimeSpan.TicksPerSecond;

    public static long Ticks(TimeSpan duration) => duration >= TimeSpan.Zero
        ? (long)Math.Round(duration.Ticks * TicksPerTimeSpanTick)
        : throw new ArgumentOutOfRangeException(nameof(duration), duration, "Time does not run backwards.");

    public static TimeSpan Duration(double ticks) => TimeSpan.FromTicks((long)Math.Round(ticks / TicksPerTimeSpanTick));
}
