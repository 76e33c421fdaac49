namespace Mul.Host.Traces;

/// <summary>Where each job's response time went, in seconds; one entry for each job that a routee took up, routee by routee.</summary>
/// <param name="Queue">Told to started.</param>
/// <param name="Service">Started to finished.</param>
/// <param name="DispatchDelay">Started − max(enqueued, the routee's previous finish): the routee was free, the message there, and no thread came.</param>
internal sealed record JobTimes(double[] Queue, double[] Service, double[] DispatchDelay)
{
    /// <summary>Told to finished.</summary>
    public double[] Response() => [.. Queue.Zip(Service, (queue, service) => queue + service)];

    public static JobTimes Of(RouteeOrder jobs)
    {
        var records = jobs.Records;
        var times = new JobTimes(new double[jobs.Count], new double[jobs.Count], new double[jobs.Count]);
        var i = 0;
        foreach (var (job, free) in jobs)
        {
            ref readonly var record = ref records[job];
            times.Queue[i] = Trace.Seconds(record.Started - record.Enqueued);
            times.Service[i] = Trace.Seconds(record.Finished - record.Started);
            times.DispatchDelay[i] = Trace.Seconds(record.Started - free);
            i++;
        }

        return times;
    }
}
