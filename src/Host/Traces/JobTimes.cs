using Mul.Actors.Running;

namespace Mul.Host.Traces;

/// <summary>Where one job's response time went, in ticks.</summary>
/// <param name="Queue">Told to started.</param>
/// <param name="Service">Started to finished.</param>
/// <param name="DispatchDelay">Started − max(enqueued, the routee's previous finish): the routee was free, the message there, and no thread came.</param>
internal readonly record struct JobTimes(long Queue, long Service, long DispatchDelay)
{
    /// <summary>Told to finished.</summary>
    public long Response => Queue + Service;

    /// <summary>From when on a job was there and its routee free; when it was started, if that came first by another node's clock.</summary>
    /// <param name="finished">When the routee finished its job before; less than any instant if it had none.</param>
    public static long FreeFrom(in JobRecord record, long finished) => Math.Min(record.Started, Math.Max(record.Enqueued, finished));

    /// <param name="free">From when on the job was there and its routee free.</param>
    public static JobTimes Of(in JobRecord record, long free) =>
        new(record.Started - record.Enqueued, record.Finished - record.Started, record.Started - free);
}
