using Mul.Actors.Jobs;
using Mul.Actors.Running;

namespace Mul.Host.Traces;

/// <summary>Picks jobs that have ended from a trace that is still being written.</summary>
/// <remarks>
/// One of every n jobs is waited for from the moment it is told, so a long one counts as much as a short one, and however
/// many jobs there are, looking at them costs the same.
/// </remarks>
/// <param name="jobs">How many the run has.</param>
/// <param name="most">How many are picked in all. Default: 2,000.</param>
internal sealed class JobSampler(int jobs, int most = JobSampler.Most)
{
    public const int Most = 2_000;

    private readonly int _stride = Math.Max(1, (int)Math.Ceiling((double)jobs / most));
    private readonly Dictionary<(int Pool, int Routee), long> _finished = [];
    private List<int> _pending = [];
    private int _group;

    /// <summary>Those that have ended since the last time, by pool.</summary>
    /// <param name="told">The records of all jobs told so far.</param>
    public ILookup<int, SampledJob> Harvest(ReadOnlySpan<JobRecord> told)
    {
        for (long picked; (picked = PickedOf(_group)) < told.Length; _group++)
        {
            _pending.Add((int)picked);
        }

        var waiting = new List<int>();
        var ended = new List<JobRecord>();
        foreach (var job in _pending)
        {
            var record = told[job];
            if (record.Outcome == OutcomeKind.None)
            {
                waiting.Add(job);
            }
            else if (record.Started != 0)
            {
                ended.Add(record);
            }
        }

        _pending = waiting;
        return ended.OrderBy(record => record.Started).Select(record => (record.Pool, Job: SampleOf(record))).ToLookup(job => (int)job.Pool, job => job.Job);
    }

    // By a hash of its place: every n-th job would always be one of the same routees.
    private long PickedOf(int group) => ((long)group * _stride) + (long)(Mix.Of((ulong)group) % (ulong)_stride);

    private SampledJob SampleOf(JobRecord record)
    {
        var routee = ((int)record.Pool, record.Routee);
        var times = JobTimes.Of(record, JobTimes.FreeFrom(record, _finished.GetValueOrDefault(routee)));
        _finished[routee] = record.Finished;
        return new SampledJob(Seconds(times.Queue), Seconds(times.Service), _stride == 1 ? Seconds(times.DispatchDelay) : null);
    }

    // To the microsecond: it travels as text.
    private static double Seconds(long ticks) => Math.Round(Trace.Seconds(ticks), 6);
}
