using Mul.Actors.Running;

namespace Mul.Host.Traces;

/// <summary>How long a run's jobs, taken together, were in each state of waiting.</summary>
internal static class WaitingStates
{
    private delegate (long Begin, long End) Interval(in JobRecord record, long free);

    /// <summary>Seconds of the makespan in each state; at each instant the first of these counts that any job is in.</summary>
    /// <remarks>
    /// A job waits behind another, then for a thread, then is in its handler, without a gap: so what a state has beside those
    /// that count before it is what the time from the first of them to its end has more than theirs.
    /// </remarks>
    /// <param name="pools">The jobs of each pool: routee numbers are a pool's own.</param>
    public static IdleSplit Of(IReadOnlyList<RouteeOrder> pools, TickMemory memory)
    {
        var (forThread, _) = Covered(pools, memory, (in record, free) => (free, record.Started));
        var (waiting, _) = Covered(pools, memory, (in record, _) => (record.Enqueued, record.Started));
        var (inHand, whole) = Covered(pools, memory, (in record, _) => (Math.Min(record.Enqueued, record.Started), Math.Max(record.Started, record.Finished)));
        return new IdleSplit(Trace.Seconds(forThread), Trace.Seconds(waiting - forThread), Trace.Seconds(inHand - waiting), Trace.Seconds(whole - inHand));
    }

    /// <summary>Ticks in which some job is within its interval, and from the first begin to the last end.</summary>
    private static (long Ticks, long Whole) Covered(IReadOnlyList<RouteeOrder> pools, TickMemory memory, Interval intervalOf)
    {
        var jobs = pools.Sum(pool => pool.Count);
        using var begins = new TickList(jobs, memory);
        using var ends = new TickList(jobs, memory);
        foreach (var pool in pools)
        {
            foreach (var job in pool)
            {
                var (begin, end) = intervalOf(in job.Record, job.Free);
                begins.Add(begin);
                ends.Add(Math.Max(begin, end));
            }
        }

        begins.Sort();
        ends.Sort();
        return jobs == 0 ? default : (WithoutGaps(begins.Values, ends.Values), ends.Values[^1] - begins.Values[0]);
    }

    // Where as many have ended as had begun before the next begins, there is a gap.
    private static long WithoutGaps(ReadOnlySpan<long> begins, ReadOnlySpan<long> ends)
    {
        var covered = ends[^1] - begins[0];
        for (var i = 1; i < begins.Length; i++)
        {
            covered -= Math.Max(0, begins[i] - ends[i - 1]);
        }

        return covered;
    }
}
