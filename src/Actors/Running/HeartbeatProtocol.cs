using System.Diagnostics;

namespace Mul.Actors.Running;

/// <summary>What the pacer and the host say to the bystanders whose delays show how isolated the load is.</summary>
internal static class HeartbeatProtocol
{
    /// <param name="Told">The <see cref="Stopwatch"/> timestamp at which it was told.</param>
    public sealed record Beat(long Told);

    /// <summary>Answered with <see cref="Delays"/>: those of every beat before it.</summary>
    public sealed record Report
    {
        public static Report Instance { get; } = new();
    }

    /// <param name="Ticks">Stopwatch ticks by which each beat was late, in order.</param>
    public sealed record Delays(IReadOnlyList<long> Ticks);
}
