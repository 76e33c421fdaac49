using Mul.Actors.Running;
using Mul.Host.Statistics;

namespace Mul.Host.Traces;

/// <summary>How long jobs took with few others in flight, and with many: medians of two groups of one pool's jobs.</summary>
/// <param name="FewAtOnce">Jobs in flight, the job itself included, averaged over its service.</param>
/// <param name="FewSeconds">Service time of the jobs that had at most half as many in flight as the busiest.</param>
/// <param name="ManyAtOnce">As <paramref name="FewAtOnce"/>.</param>
/// <param name="ManySeconds">Service time of the jobs that had at least three quarters as many in flight as the busiest.</param>
internal sealed record ServiceUnderLoad(double FewAtOnce, double FewSeconds, double ManyAtOnce, double ManySeconds)
{
    /// <summary>With fewer jobs in a group, its median says little.</summary>
    public const int LeastJobs = 5;

    /// <summary>Null where concurrency hardly varied: then the run cannot tell.</summary>
    public static ServiceUnderLoad? Of(ReadOnlySpan<JobRecord> records)
    {
        var jobs = JobsOf(records);
        if (jobs.Length < 2 * LeastJobs)
        {
            return null;
        }

        var busiest = jobs.Max(job => job.AtOnce);
        var few = Array.FindAll(jobs, job => job.AtOnce <= busiest / 2);
        var many = Array.FindAll(jobs, job => job.AtOnce >= busiest * 3 / 4);
        return few.Length < LeastJobs || many.Length < LeastJobs
            ? null
            : new ServiceUnderLoad(
                Median.Of([.. few.Select(job => job.AtOnce)]),
                Median.Of([.. few.Select(job => job.Seconds)]),
                Median.Of([.. many.Select(job => job.AtOnce)]),
                Median.Of([.. many.Select(job => job.Seconds)]));
    }

    // One pass through time: the integral of the jobs in flight grows from a job's start to its end by its mean concurrency × its service.
    private static (double AtOnce, double Seconds)[] JobsOf(ReadOnlySpan<JobRecord> records)
    {
        var starts = new List<long>(records.Length);
        var ends = new List<long>(records.Length);
        foreach (ref readonly var record in records)
        {
            if (record.Started != 0 && record.Finished > record.Started)
            {
                starts.Add(record.Started);
                ends.Add(record.Finished);
            }
        }

        var (startKeys, endKeys) = (starts.ToArray(), ends.ToArray());
        var (byStart, byEnd) = (Enumerable.Range(0, starts.Count).ToArray(), Enumerable.Range(0, starts.Count).ToArray());
        Array.Sort(startKeys, byStart);
        Array.Sort(endKeys, byEnd);

        var jobs = new (double AtOnce, double Seconds)[starts.Count];
        var atStart = new double[starts.Count];
        var (integral, inFlight, now) = (0.0, 0, 0L);
        for (int started = 0, ended = 0; ended < endKeys.Length;)
        {
            var isStart = started < startKeys.Length && startKeys[started] < endKeys[ended];
            var next = isStart ? startKeys[started] : endKeys[ended];
            integral += inFlight * Trace.Seconds(next - now);
            now = next;
            if (isStart)
            {
                atStart[byStart[started++]] = integral;
                inFlight++;
            }
            else
            {
                var job = byEnd[ended++];
                var seconds = Trace.Seconds(ends[job] - starts[job]);
                jobs[job] = ((integral - atStart[job]) / seconds, seconds);
                inFlight--;
            }
        }

        return jobs;
    }
}
