using Mul.Actors.Running;

namespace Mul.Host.Traces;

/// <summary>A pool's jobs, routee by routee in the order of their start: a routee runs one at a time, so they follow each other.</summary>
internal sealed class RouteeOrder
{
    private readonly ReadOnlyMemory<JobRecord> _records;
    private readonly int[] _jobs;
    private readonly long[] _free;

    /// <param name="pool">The records of one pool; jobs that no routee took up are left out of the order.</param>
    public RouteeOrder(ReadOnlyMemory<JobRecord> pool)
    {
        _records = pool;
        var records = pool.Span;
        _jobs = InOrder(records);
        _free = new long[_jobs.Length];
        for (var i = 0; i < _jobs.Length; i++)
        {
            ref readonly var record = ref records[_jobs[i]];
            var follows = i > 0 && records[_jobs[i - 1]].Routee == record.Routee;
            _free[i] = Math.Min(record.Started, follows ? Math.Max(record.Enqueued, records[_jobs[i - 1]].Finished) : record.Enqueued);
        }
    }

    /// <summary>Every record of the pool, those of jobs that no routee took up included; in order of id.</summary>
    public ReadOnlySpan<JobRecord> Records => _records.Span;

    /// <summary>Jobs that a routee took up.</summary>
    public int Count => _jobs.Length;

    /// <summary>Each job's place among the records, with the instant from which it was there and its routee was free.</summary>
    public IEnumerator<(int Job, long Free)> GetEnumerator()
    {
        for (var i = 0; i < _jobs.Length; i++)
        {
            yield return (_jobs[i], _free[i]);
        }
    }

    // A mailbox is a queue, so a routee's jobs mostly are in order already: dealing them out is all there is to do.
    private static int[] InOrder(ReadOnlySpan<JobRecord> records)
    {
        var ends = EndsByRoutee(records);
        var jobs = new int[ends[^1]];
        var starts = new long[jobs.Length];
        for (var job = records.Length - 1; job >= 0; job--)
        {
            if (records[job].Started != 0)
            {
                var place = --ends[records[job].Routee];
                jobs[place] = job;
                starts[place] = records[job].Started;
            }
        }

        // What were the ends are the beginnings now.
        for (var routee = 0; routee < ends.Length; routee++)
        {
            var (from, to) = (ends[routee], routee + 1 < ends.Length ? ends[routee + 1] : jobs.Length);
            if (!IsAscending(starts.AsSpan(from, to - from)))
            {
                Array.Sort(starts, jobs, from, to - from);
            }
        }

        return jobs;
    }

    /// <summary>How many jobs the routees up to each one took up; at least one entry.</summary>
    private static int[] EndsByRoutee(ReadOnlySpan<JobRecord> records)
    {
        var last = 0;
        foreach (ref readonly var record in records)
        {
            last = Math.Max(last, record.Started != 0 ? record.Routee : 0);
        }

        var ends = new int[last + 1];
        foreach (ref readonly var record in records)
        {
            if (record.Started != 0)
            {
                ends[record.Routee]++;
            }
        }

        for (var routee = 1; routee < ends.Length; routee++)
        {
            ends[routee] += ends[routee - 1];
        }

        return ends;
    }

    private static bool IsAscending(ReadOnlySpan<long> values)
    {
        for (var i = 1; i < values.Length; i++)
        {
            if (values[i] < values[i - 1])
            {
                return false;
            }
        }

        return true;
    }
}
