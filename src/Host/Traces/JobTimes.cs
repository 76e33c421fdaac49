using Mul.Actors.Running;

namespace Mul.Host.Traces;

/// <summary>Where each job's response time went, in seconds; one entry for each job that a routee took up, in order of id.</summary>
/// <param name="Queue">Told to started.</param>
/// <param name="Service">Started to finished.</param>
/// <param name="DispatchDelay">Started − max(enqueued, the routee's previous finish): the routee was free, the message there, and no thread came.</param>
internal sealed record JobTimes(double[] Queue, double[] Service, double[] DispatchDelay)
{
    public static JobTimes Of(ReadOnlySpan<JobRecord> records)
    {
        var taken = new List<int>(records.Length);
        for (var job = 0; job < records.Length; job++)
        {
            if (records[job].Started != 0)
            {
                taken.Add(job);
            }
        }

        var queue = new double[taken.Count];
        var service = new double[taken.Count];
        for (var i = 0; i < taken.Count; i++)
        {
            ref readonly var record = ref records[taken[i]];
            queue[i] = Trace.Seconds(record.Started - record.Enqueued);
            service[i] = Trace.Seconds(record.Finished - record.Started);
        }

        return new JobTimes(queue, service, DispatchDelays(records, taken));
    }

    private static double[] DispatchDelays(ReadOnlySpan<JobRecord> records, List<int> taken)
    {
        // A routee runs one job at a time, so its jobs in order of their start follow each other.
        var keys = new (int Routee, long Started)[taken.Count];
        var order = new int[taken.Count];
        for (var i = 0; i < taken.Count; i++)
        {
            ref readonly var record = ref records[taken[i]];
            keys[i] = (record.Routee, record.Started);
            order[i] = i;
        }

        Array.Sort(keys, order);
        var delays = new double[taken.Count];
        var routee = -1;
        var free = 0L;
        foreach (var i in order)
        {
            ref readonly var record = ref records[taken[i]];
            if (record.Routee != routee)
            {
                routee = record.Routee;
                free = long.MinValue;
            }

            delays[i] = Trace.Seconds(record.Started - Math.Max(record.Enqueued, free));
            free = record.Finished;
        }

        return delays;
    }
}
