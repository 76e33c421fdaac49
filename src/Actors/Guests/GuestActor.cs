using Akka.Actor;
using Mul.Actors.Jobs;

namespace Mul.Actors.Guests;

/// <summary>An actor that knows nothing of Mul, and how to talk to it.</summary>
/// <remarks>
/// Its first reply is the job's outcome. The job ends with it, or with the handler if that goes on, for only then is the routee
/// free again; at the latest after <see cref="Timeout"/>.
/// </remarks>
public sealed record GuestActor
{
    /// <summary>Of one routee. Router, dispatcher and mailbox are the profile's.</summary>
    public required Func<PoolSetup, Props> Props { get; init; }

    /// <summary>The message that the actor is told for a job.</summary>
    public required Func<GuestJob, object> Message { get; init; }

    /// <summary>What a reply says about the job. Default: a <see cref="Status.Failure"/> or an exception has failed, anything else has completed.</summary>
    public Func<GuestJob, object, JobResult> Outcome { get; init; } = OutcomeOf;

    /// <summary>
    /// A job without a reply for so long has failed: from above 0 to 1,000 hours, or <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> = never.
    /// Akka's scheduler notices, which rides the CLR's thread pool. Default: 30 s.
    /// </summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>What the actor does with its thread while it waits. Default: unknown, and found out before a run.</summary>
    public Handling Handling { get; init; } = Handling.Unknown;

    private static JobResult OutcomeOf(GuestJob job, object reply) => reply switch
    {
        Status.Failure { Cause: { } cause } => JobResult.Failed(cause),
        Status.Failure => JobResult.Failed("the actor replied with a failure"),
        Exception error => JobResult.Failed(error),
        _ => job.Done(),
    };
}
