namespace Mul.Actors.Jobs;

/// <summary>What a run and the pools say to each other: one <see cref="Job"/>, one <see cref="Outcome"/>.</summary>
public static class JobProtocol
{
    /// <summary>Work for one routee.</summary>
    /// <param name="Id">The job's place in its run's list, from 0; with the seed it determines the work.</param>
    public abstract record Job(int Id);

    /// <summary>The one reply to a <see cref="Job"/>, told to its sender.</summary>
    public abstract record Outcome(int JobId, JobTimeline Timeline);

    /// <param name="Digest">Travels with the reply, so that the JIT cannot drop the work as unused and profiles can be compared.</param>
    public record Completed(int JobId, JobTimeline Timeline, ulong Digest) : Outcome(JobId, Timeline);

    /// <summary>The same of work that moved something: jobs that only compute need not carry this.</summary>
    /// <param name="Bytes">Bytes transferred.</param>
    /// <param name="File">Null unless a file was kept.</param>
    public sealed record Transferred(int JobId, JobTimeline Timeline, ulong Digest, long Bytes, KeptFile? File = null) : Completed(JobId, Timeline, Digest);

    /// <param name="Reason">One line for a person, without credentials.</param>
    public sealed record Failed(int JobId, JobTimeline Timeline, string Reason) : Outcome(JobId, Timeline);

    public sealed record Cancelled(int JobId, JobTimeline Timeline) : Outcome(JobId, Timeline);

    /// <summary>Why a job has failed whose outcome is of a workload's own kind: nobody knows what became of it.</summary>
    internal static string WhyForeign(Outcome outcome) => $"answered with {outcome.GetType().Name}, which is no outcome that JobProtocol has";
}
