using Mul.Actors.Running;

namespace Mul.Host.Traces;

/// <summary>A pool's jobs, routee by routee in the order of their start: a routee runs one at a time, so they follow each other.</summary>
internal sealed class RouteeOrder
{
    private readonly ReadOnlyMemory<JobRecord> _records;
    private readonly int[] _jobs;

    /// <param name="pool">The records of one pool; jobs that no routee took up are left out of the order.</param>
    /// <param name="memory">For lists that are made of them; default: its own.</param>
    public RouteeOrder(ReadOnlyMemory<JobRecord> pool, TickMemory? memory = null)
    {
        Memory = memory ?? new TickMemory();
        _records = pool;
        _jobs = InOrder(pool.Span, Memory);
    }

    /// <summary>Every record of the pool, those of jobs that no routee took up included; in order of id.</summary>
    public ReadOnlySpan<JobRecord> Records => _records.Span;

    /// <summary>For lists that are made of them.</summary>
    public TickMemory Memory { get; }

    /// <summary>Jobs that a routee took up.</summary>
    public int Count => _jobs.Length;

    /// <summary>Each job that a routee took up.</summary>
    public Enumerator GetEnumerator() => new(this);

    /// <summary>Whether any job was done or failed by itself.</summary>
    public bool AnyRanToItsEnd
    {
        get
        {
            foreach (var job in this)
            {
                if (job.RanToItsEnd)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>One of the times of each job that ran to its end; to be disposed of.</summary>
    public TickList Times(Func<JobTimes, long> choose)
    {
        var times = new TickList(Count, Memory);
        foreach (var job in this)
        {
            if (job.RanToItsEnd)
            {
                times.Add(choose(job.Times));
            }
        }

        return times;
    }

    // A mailbox is a queue, so a routee's jobs mostly are in order already: dealing them out is all there is to do.
    private static int[] InOrder(ReadOnlySpan<JobRecord> records, TickMemory memory)
    {
        var ends = EndsByRoutee(records);
        var jobs = new int[ends[^1]];
        for (var job = records.Length - 1; job >= 0; job--)
        {
            if (records[job].Started != 0)
            {
                jobs[--ends[records[job].Routee]] = job;
            }
        }

        // What were the ends are the beginnings now.
        for (var routee = 0; routee < ends.Length; routee++)
        {
            Sort(jobs.AsSpan(ends[routee]..(routee + 1 < ends.Length ? ends[routee + 1] : jobs.Length)), records, memory);
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

    private static void Sort(Span<int> jobs, ReadOnlySpan<JobRecord> records, TickMemory memory)
    {
        for (var i = 1; i < jobs.Length; i++)
        {
            if (records[jobs[i]].Started < records[jobs[i - 1]].Started)
            {
                using var starts = new TickList(jobs.Length, memory);
                foreach (var job in jobs)
                {
                    starts.Add(records[job].Started);
                }

                starts.SortWith(jobs);
                return;
            }
        }
    }

    /// <summary>A job as its routee had it.</summary>
    public readonly ref struct RouteeJob
    {
        private readonly ref readonly JobRecord _record;

        internal RouteeJob(ref readonly JobRecord record, long free)
        {
            _record = ref record;
            Free = free;
        }

        public ref readonly JobRecord Record => ref _record;

        /// <summary>The instant from which it was there and its routee was free.</summary>
        public long Free { get; }

        /// <inheritdoc cref="JobRecord.RanToItsEnd"/>
        public bool RanToItsEnd => _record.RanToItsEnd;

        public JobTimes Times => JobTimes.Of(in _record, Free);
    }

    /// <summary>Walks the jobs in this order.</summary>
    public ref struct Enumerator
    {
        private readonly ReadOnlySpan<JobRecord> _records;
        private readonly ReadOnlySpan<int> _jobs;
        private int _place = -1;
        private long _free;

        internal Enumerator(RouteeOrder order)
        {
            _records = order.Records;
            _jobs = order._jobs;
        }

        public readonly RouteeJob Current => new(in _records[_jobs[_place]], _free);

        public bool MoveNext()
        {
            if (++_place >= _jobs.Length)
            {
                return false;
            }

            ref readonly var record = ref _records[_jobs[_place]];
            var follows = _place > 0 && _records[_jobs[_place - 1]].Routee == record.Routee;
            _free = JobTimes.FreeFrom(in record, follows ? _records[_jobs[_place - 1]].Finished : long.MinValue);
            return true;
        }
    }
}
