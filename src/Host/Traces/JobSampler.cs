using Mul.Actors.Jobs;
using Mul.Actors.Running;

namespace Mul.Host.Traces;

/// <summary>Picks jobs that have ended from the log of a run that may still go on.</summary>
/// <remarks>
/// One of every n jobs is waited for from the moment it is told, so a long one counts as much as a short one, and however
/// many jobs there are, no more are handed on.
/// </remarks>
/// <param name="most">How many are picked in all. Default: 2,000.</param>
internal sealed class JobSampler(RunLog log, int most = JobSampler.Most)
{
    public const int Most = 2_000;

    private readonly RunLogReader _reader = new(log);
    private readonly int _stride = Math.Max(1, (int)Math.Ceiling((double)log.Jobs / most));
    private readonly Dictionary<int, Telling> _pending = [];
    private readonly Dictionary<(int Pool, int Routee), long> _finished = [];
    private int _group;

    /// <summary>Those that have ended since the last time, by pool.</summary>
    public ILookup<int, SampledJob> Harvest()
    {
        _reader.LookAgain();
        while (_reader.NextTold(out var job, out var telling))
        {
            if (job == PickedOf(_group))
            {
                _pending.Add(job, telling);
                _group++;
            }
        }

        var ended = new List<JobRecord>();
        while (_reader.NextEnded(out var ending))
        {
            if (_pending.Remove(ending.Job, out var telling))
            {
                var record = telling.ToRecord();
                ending.AddTo(ref record);
                if (record.RanToItsEnd)
                {
                    ended.Add(record);
                }
            }
        }

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
