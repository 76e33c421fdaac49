using System.Diagnostics;
using Mul.Actors.Jobs;
using Mul.Actors.Running;

namespace Mul.Actors.Nodes.Leases;

/// <summary>How an attempt at a job ended, as its node tells it: durations, never instants, for clocks of two machines have nothing to say to each other.</summary>
internal sealed record NodeOutcome
{
    // So that a thousand of them fit into a frame.
    private const int LongestReason = 300;

    public required Lease Lease { get; init; }

    public required OutcomeKind Kind { get; init; }

    /// <summary>Depends on the job alone, so attempts check each other. 0 unless completed.</summary>
    public ulong Digest { get; init; }

    /// <summary>What every attempt at this job must come to; null if this one came to nothing.</summary>
    public ulong? Check => Kind == OutcomeKind.Completed ? Digest : null;

    public long Bytes { get; init; }

    /// <summary>From taken up by a routee to done.</summary>
    public TimeSpan Service { get; init; }

    /// <summary>From done to sent; set anew whenever it is sent.</summary>
    public TimeSpan Age { get; init; }

    /// <summary>When it was done, as a <see cref="Stopwatch"/> timestamp of the coordinator, who dates what it hears; does not travel. 0 before.</summary>
    public long FinishedAt { get; init; }

    /// <summary>How long its node had been running when it was done; as <see cref="FinishedAt"/>.</summary>
    public TimeSpan Finished { get; init; }

    /// <summary>The routee's number in its pool on the node.</summary>
    public int Routee { get; init; }

    /// <summary>The managed id of its thread on the node.</summary>
    public int Thread { get; init; }

    /// <summary>Why it failed, in one line; null unless it did.</summary>
    public string? Reason { get; init; }

    /// <summary>A file that the job has left on its node; null if there is none.</summary>
    public KeptFile? File { get; init; }

    /// <summary>What a pool answered, to be put under its lease: of that only the job's number is known here.</summary>
    public static NodeOutcome Of(JobProtocol.Outcome outcome)
    {
        var common = new NodeOutcome
        {
            Lease = new Lease(outcome.JobId, 0, default),
            Kind = OutcomeKind.Cancelled,
            Service = Stopwatch.GetElapsedTime(outcome.Timeline.Started, outcome.Timeline.Finished),
            Routee = outcome.Timeline.Routee,
            Thread = outcome.Timeline.Thread,
        };
        return outcome switch
        {
            JobProtocol.Transferred moved => common with { Kind = OutcomeKind.Completed, Digest = moved.Digest, Bytes = moved.Bytes, File = moved.File },
            JobProtocol.Completed completed => common with { Kind = OutcomeKind.Completed, Digest = completed.Digest },
            JobProtocol.Failed failed => common with { Kind = OutcomeKind.Failed, Reason = failed.Reason[..Math.Min(LongestReason, failed.Reason.Length)] },
            JobProtocol.Cancelled => common,
            _ => common with { Kind = OutcomeKind.Failed, Reason = JobProtocol.WhyForeign(outcome) },
        };
    }

    /// <summary>A job that is not to be tried again, as its holders died of it.</summary>
    public static NodeOutcome Poisoned(Lease lease, int deaths) => new()
    {
        Lease = lease,
        Kind = OutcomeKind.Failed,
        Reason = FormattableString.Invariant($"given up: {deaths} nodes died while they held it; one whose name another node takes counts as dead"),
    };
}
