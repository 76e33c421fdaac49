using System.Globalization;
using Akka.Actor;
using Mul.Actors.Jobs;

namespace Mul.Actors.Guests;

/// <summary>Workloads of your own, made of a function or of an actor that knows nothing of Mul.</summary>
/// <remarks>
/// Each has one pool, deployed by a profile under the workload's name:
/// <c>akka.actor.deployment { /orders { router = round-robin-pool, nr-of-instances = 8 } }</c>. Each has the option
/// <c>jobs</c> and those that are given here. A job that throws has failed.
/// </remarks>
public static class Workload
{
    /// <summary>Asynchronous work: frees its thread while it waits, so that jobs in flight are bounded by routees alone.</summary>
    /// <param name="name">Of the workload and of its pool: lower-case letters, digits and hyphens, a letter first.</param>
    /// <param name="jobs">How many jobs there are unless <c>jobs</c> is chosen.</param>
    /// <param name="work">One job; the token is cancelled when the run is stopping.</param>
    /// <param name="options">What can be chosen beside <c>jobs</c>.</param>
    /// <exception cref="ArgumentException">The name cannot be one, or an option is there twice.</exception>
    public static IWorkload Of(string name, int jobs, Func<GuestJob, CancellationToken, Task<JobResult>> work, params WorkloadOption[] options)
    {
        ArgumentNullException.ThrowIfNull(work);
        return new GuestWorkload(name, jobs, options, Handling.Async, setup => AsyncFunction.PropsFor(work, setup.Stopping));
    }

    /// <inheritdoc cref="Of(string, int, Func{GuestJob, CancellationToken, Task{JobResult}}, WorkloadOption[])"/>
    public static IWorkload Of(string name, int jobs, Func<GuestJob, CancellationToken, Task> work, params WorkloadOption[] options)
    {
        ArgumentNullException.ThrowIfNull(work);
        return Of(name, jobs, DoneAsync, options);

        async Task<JobResult> DoneAsync(GuestJob job, CancellationToken stopping)
        {
            await work(job, stopping);
            return job.Done();
        }
    }

    /// <summary>Synchronous work: holds its thread until it is done, so that jobs in flight are bounded by routees and threads.</summary>
    /// <inheritdoc cref="Of(string, int, Func{GuestJob, CancellationToken, Task{JobResult}}, WorkloadOption[])"/>
    public static IWorkload Of(string name, int jobs, Func<GuestJob, CancellationToken, JobResult> work, params WorkloadOption[] options)
    {
        ArgumentNullException.ThrowIfNull(work);
        return new GuestWorkload(name, jobs, options, Handling.Blocking, setup => Function.PropsFor(work, setup.Stopping));
    }

    /// <inheritdoc cref="Of(string, int, Func{GuestJob, CancellationToken, JobResult}, WorkloadOption[])"/>
    public static IWorkload Of(string name, int jobs, Action<GuestJob, CancellationToken> work, params WorkloadOption[] options)
    {
        ArgumentNullException.ThrowIfNull(work);
        return Of(name, jobs, Done, options);

        JobResult Done(GuestJob job, CancellationToken stopping)
        {
            work(job, stopping);
            return job.Done();
        }
    }

    /// <summary>Work of an actor as it is: each job is a message of its own, and its reply is the job's outcome.</summary>
    /// <param name="name">Of the workload and of its pool: lower-case letters, digits and hyphens, a letter first.</param>
    /// <param name="jobs">How many jobs there are unless <c>jobs</c> is chosen.</param>
    /// <param name="actor">Of one routee; a router, dispatcher or mailbox of its own is left out, since those are the profile's.</param>
    /// <param name="message">The message that the actor is told for a job.</param>
    /// <param name="timeout">A job without a reply for so long has failed: from above 0 to 1,000 hours, or <see cref="Timeout.InfiniteTimeSpan"/> = never.</param>
    /// <param name="options">What can be chosen beside <c>jobs</c>.</param>
    /// <exception cref="ArgumentException">The name cannot be one, an option is there twice, or there is no such timeout.</exception>
    public static IWorkload Around(
        string name, int jobs, Props actor, Func<GuestJob, object> message, TimeSpan timeout, params WorkloadOption[] options) =>
        Around(name, jobs, new GuestActor { Props = _ => actor, Message = message, Timeout = timeout }, options);

    /// <inheritdoc cref="Around(string, int, Props, Func{GuestJob, object}, TimeSpan, WorkloadOption[])"/>
    /// <param name="actor">The actor, and how to talk to it.</param>
    public static IWorkload Around(string name, int jobs, GuestActor actor, params WorkloadOption[] options)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (actor.Timeout != Timeout.InfiniteTimeSpan && (actor.Timeout <= TimeSpan.Zero || actor.Timeout > Units.LongestDuration))
        {
            // Akka's scheduler would take one that is too long for another, or for none.
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"a timeout of {actor.Timeout} cannot be waited for: more than 0 and at most {Units.LongestDuration.TotalHours} hours, or Timeout.InfiniteTimeSpan for ever."), nameof(actor));
        }

        return new GuestWorkload(name, jobs, options, actor.Handling, setup => GuestHost.PropsFor(actor, setup));
    }
}
