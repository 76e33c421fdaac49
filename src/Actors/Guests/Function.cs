using Akka.Actor;
using Mul.Actors.Jobs;

namespace Mul.Actors.Guests;

/// <summary>Calls a function for each job, and holds its thread until it returns.</summary>
internal sealed class Function : Routee
{
    private readonly Func<GuestJob, CancellationToken, JobResult> _work;
    private readonly CancellationToken _stopping;

    public Function(Func<GuestJob, CancellationToken, JobResult> work, CancellationToken stopping)
    {
        _work = work;
        _stopping = stopping;
        Handles<GuestJob>(Call);
    }

    public static Props PropsFor(Func<GuestJob, CancellationToken, JobResult> work, CancellationToken stopping) =>
        Props.Create(() => new Function(work, stopping));

    private JobResult Call(GuestJob job)
    {
        try
        {
            return _work(job, _stopping);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            return JobResult.Cancelled;
        }
    }
}
