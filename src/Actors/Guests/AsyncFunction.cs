using Akka.Actor;
using Mul.Actors.Jobs;

namespace Mul.Actors.Guests;

/// <summary>Calls a function for each job, and frees its thread while that waits.</summary>
internal sealed class AsyncFunction : Routee
{
    private readonly Func<GuestJob, CancellationToken, Task<JobResult>> _work;
    private readonly CancellationToken _stopping;

    public AsyncFunction(Func<GuestJob, CancellationToken, Task<JobResult>> work, CancellationToken stopping)
    {
        _work = work;
        _stopping = stopping;
        HandlesAsync<GuestJob>(CallAsync);
    }

    public static Props PropsFor(Func<GuestJob, CancellationToken, Task<JobResult>> work, CancellationToken stopping) =>
        Props.Create(() => new AsyncFunction(work, stopping));

    private async Task<JobResult> CallAsync(GuestJob job)
    {
        try
        {
            return await _work(job, _stopping);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            return JobResult.Cancelled;
        }
    }
}
