using Mul.Actors.Jobs;

namespace Mul.Host.Experiments.Samples;

/// <summary>The first jobs of one pool: what a pilot runs instead of the whole list.</summary>
/// <param name="Pool">The pool's place in the workload.</param>
/// <param name="Most">No more than this many.</param>
internal sealed record JobPart(int Pool, int Most)
{
    /// <summary>Numbered anew, as a run wants them.</summary>
    public JobList Of(JobList all)
    {
        var jobs = all.Jobs
            .Where(job => job.Pool == Pool)
            .Take(Most)
            .Select((job, id) => job with { Job = job.Job with { Id = id } })
            .ToArray();
        return new JobList(jobs.Length, jobs);
    }
}
