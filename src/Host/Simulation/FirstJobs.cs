namespace Mul.Host.Simulation;

/// <summary>The first job of each routee among its jobs: it finds memory that nothing has touched, and later ones find it warm.</summary>
/// <param name="Share">Of all jobs, from 0 to 1.</param>
/// <param name="Times">As long as a later one, 1 or more.</param>
internal readonly record struct FirstJobs(double Share, double Times)
{
    public static readonly FirstJobs LikeTheOthers = new(0, 1);

    /// <param name="first">What they took.</param>
    /// <param name="later">What the other jobs of the same routees took; where there are none, nothing is known.</param>
    public static FirstJobs Of(IReadOnlyCollection<TimeSpan> first, IReadOnlyCollection<TimeSpan> later) =>
        first.Count > 0 && later.Count > 0 && PilotRun.Mean(later) is var mean && mean > TimeSpan.Zero
            ? new FirstJobs((double)first.Count / (first.Count + later.Count), Math.Max(1, PilotRun.Mean(first) / mean))
            : LikeTheOthers;

    /// <summary>The same, with first jobs that are no longer than they can be if no later one takes less than <paramref name="least"/>.</summary>
    /// <remarks>Beside fewer others jobs take less time, and at the end of a run those are later ones.</remarks>
    /// <param name="mean">Of all jobs.</param>
    public FirstJobs Within(TimeSpan mean, TimeSpan least) =>
        Share > 0 && least > TimeSpan.Zero ? this with { Times = Math.Clamp(((mean / least) - (1 - Share)) / Share, 1, Times) } : this;

    /// <summary>The mean of a later job, of the mean of all.</summary>
    public TimeSpan LaterOf(TimeSpan mean) => mean / (1 + (Share * (Times - 1)));
}
