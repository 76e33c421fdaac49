using Mul.Actors.Jobs;
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

    /// <summary>Of more, about as many are asked, and both groups are of these.</summary>
    private const int MostJobs = 20_000;

    /// <summary>Null where concurrency hardly varied: then the run cannot tell.</summary>
    /// <param name="inFlight">Of the same records.</param>
    public static ServiceUnderLoad? Of(ReadOnlySpan<JobRecord> records, InFlight inFlight)
    {
        var jobs = JobsOf(records, inFlight);
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

    // The job-seconds in flight grow from a job's start to its end by its mean concurrency × its service.
    private static (double AtOnce, double Seconds)[] JobsOf(ReadOnlySpan<JobRecord> records, InFlight inFlight)
    {
        var starts = new List<long>();
        var ends = new List<long>();
        var oneOf = (ulong)Math.Max(1, (records.Length + MostJobs - 1) / MostJobs);
        for (var i = 0; i < records.Length; i++)
        {
            // By a hash of its place: every n-th job would always be one of the same routees.
            ref readonly var record = ref records[i];
            if (record.RanToItsEnd && record.Finished > record.Started && Mix.Of((ulong)i) % oneOf == 0)
            {
                starts.Add(record.Started);
                ends.Add(record.Finished);
            }
        }

        var atStart = JobTicksUntil([.. starts], inFlight);
        var atEnd = JobTicksUntil([.. ends], inFlight);
        var jobs = new (double AtOnce, double Seconds)[starts.Count];
        for (var job = 0; job < jobs.Length; job++)
        {
            var service = ends[job] - starts[job];
            jobs[job] = ((atEnd[job] - atStart[job]) / service, Trace.Seconds(service));
        }

        return jobs;
    }

    private static double[] JobTicksUntil(long[] instants, InFlight inFlight)
    {
        var places = Enumerable.Range(0, instants.Length).ToArray();
        Array.Sort(instants, places);
        var until = inFlight.JobTicksUntil(instants);
        Array.Sort(places, until);
        return until;
    }
}
