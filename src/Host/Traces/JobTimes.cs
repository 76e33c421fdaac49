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

    /// <param name="free">From when on the job was there and its routee free.</param>
    public static JobTimes Of(in JobRecord record, long free) =>
        new(record.Started - record.Enqueued, record.Finished - record.Started, record.Started - free);
}
