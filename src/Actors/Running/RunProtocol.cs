using System.Diagnostics;

namespace Mul.Actors.Running;

/// <summary>What the host and the pacer say to a run, and the run's one reply.</summary>
internal static class RunProtocol
{
    /// <summary>Tell the jobs. Answered with <see cref="RunFinished"/> once every job has its outcome.</summary>
    public sealed record Begin
    {
        public static Begin Instance { get; } = new();
    }

    /// <summary>Tell no more jobs; those told have until <see cref="RunPlan.Grace"/> to answer, then count as cancelled.</summary>
    public sealed record Cancel
    {
        public static Cancel Instance { get; } = new();
    }

    /// <summary>Time has passed: what is due is told, and silences are noticed.</summary>
    /// <param name="Now">A <see cref="Stopwatch"/> timestamp.</param>
    public sealed record Pulse(long Now);

    /// <param name="Mistake">Why the run could not go on, in one line about its workload; null if it could, or was cancelled.</param>
    /// <param name="HeardNothing">Whether it was given up after a silence before which no job had its outcome.</param>
    public sealed record RunFinished(RunLog Log, string? Mistake = null, bool HeardNothing = false);
}
