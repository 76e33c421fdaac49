using System.Diagnostics;

namespace Mul.Actors.Nodes;

/// <summary>Durations as differences of <see cref="Stopwatch"/> timestamps, and back.</summary>
internal static class Ticks
{
    private static readonly double PerTick = (double)Stopwatch.Frequency / TimeSpan.TicksPerSecond;

    public static long Of(TimeSpan duration) => (long)(duration.Ticks * PerTick);

    /// <summary>A timestamp as the time since some instant that does not change.</summary>
    public static TimeSpan Since(long timestamp) => Stopwatch.GetElapsedTime(0, timestamp);

    public static TimeSpan Now => Since(Stopwatch.GetTimestamp());
}
