using Mul.Actors.Running;

namespace Mul.Host.Traces;

/// <summary>A pool's jobs, routee by routee in the order of their start: a routee runs one at a time, so they follow each other.</summary>
internal sealed class RouteeOrder
{
    private readonly int[] _jobs;
    private readonly long[] _free;

    /// <param name="records">Of one pool; jobs that no routee took up are left out.</param>
    public RouteeOrder(ReadOnlySpan<JobRecord> records)
    {
        var taken = new List<int>(records.Length);
        var keys = new List<(int Routee, long Started)>(records.Length);
        for (var job = 0; job < records.Length; job++)
        {
            if (records[job].Started != 0)
            {
                taken.Add(job);
                keys.Add((records[job].Routee, records[job].Started));
            }
        }

        _jobs = [.. taken];
        Array.Sort(keys.ToArray(), _jobs);
        _free = new long[_jobs.Length];
        for (var i = 0; i < _jobs.Length; i++)
        {
            ref readonly var record = ref records[_jobs[i]];
            var follows = i > 0 && records[_jobs[i - 1]].Routee == record.Routee;
            _free[i] = Math.Min(record.Started, follows ? Math.Max(record.Enqueued, records[_jobs[i - 1]].Finished) : record.Enqueued);
        }
    }

    public int Count => _jobs.Length;

    /// <summary>Each job's place among the records, with the instant from which it was there and its routee was free.</summary>
    public IEnumerator<(int Job, long Free)> GetEnumerator()
    {
        for (var i = 0; i < _jobs.Length; i++)
        {
            yield return (_jobs[i], _free[i]);
        }
    }
}
