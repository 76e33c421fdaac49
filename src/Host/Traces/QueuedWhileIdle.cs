namespace Mul.Host.Traces;

/// <summary>How much of a pool's queueing another routee could have spared.</summary>
internal static class QueuedWhileIdle
{
    /// <summary>
    /// The part, from 0 to 1, of the time that jobs waited behind another one, in which some routee of the pool had nothing
    /// to do; null if no job waited behind another, or no routee was seen. A routee whose job waits for a thread has something to do.
    /// </summary>
    /// <param name="jobs">Of one pool.</param>
    /// <param name="routees">How many the pool has.</param>
    public static double? Share(RouteeOrder jobs, int routees)
    {
        var behind = 0.0;
        foreach (var job in jobs)
        {
            behind += Math.Max(0, job.Free - job.Record.Enqueued);
        }

        if (behind == 0 || routees == 0)
        {
            return null;
        }

        using var idle = new IdleTime(jobs, routees);
        var spared = 0.0;
        foreach (var job in jobs)
        {
            spared += job.Free > job.Record.Enqueued ? idle.Until(job.Free) - idle.Until(job.Record.Enqueued) : 0;
        }

        return spared / behind;
    }

    /// <summary>The times in which some routee had nothing to do, one after another.</summary>
    private sealed class IdleTime : IDisposable
    {
        private readonly TickList _ends;

        // Ticks of them before each, and at last of all.
        private readonly TickList _before;

        public IdleTime(RouteeOrder jobs, int routees)
        {
            var begins = new TickList(jobs.Count, jobs.Memory);
            using var ends = new TickList(jobs.Count, jobs.Memory);
            Occupy(jobs, begins, ends);
            begins.Sort();
            ends.Sort();
            _before = new TickList(begins.Values.Length + 1, jobs.Memory);
            // A time of idleness ends where a routee gets a job, or all is over. It takes the place of a begin that has been looked at, as
            // there are no more of them than of these, and ten million jobs leave no room for a fourth list.
            _ends = begins;
            FindGaps(ends.Values, routees);
        }

        /// <summary>Ticks of idleness before an instant.</summary>
        public long Until(long instant)
        {
            var found = _ends.Values.BinarySearch(instant);
            var next = found >= 0 ? found : ~found;
            return next == _ends.Values.Length
                ? _before.Values[^1]
                : Math.Max(_before.Values[next], _before.Values[next + 1] - (_ends.Values[next] - instant));
        }

        public void Dispose()
        {
            _ends.Dispose();
            _before.Dispose();
        }

        // A routee is occupied from the moment at which the job that it starts first lies in its mailbox until there is none.
        private static void Occupy(RouteeOrder jobs, TickList begins, TickList ends)
        {
            var (routee, end) = (-1, 0L);
            foreach (var job in jobs)
            {
                ref readonly var record = ref job.Record;
                if (record.Routee != routee || record.Enqueued > end)
                {
                    if (routee >= 0)
                    {
                        ends.Add(end);
                    }

                    begins.Add(record.Enqueued);
                }

                (routee, end) = (record.Routee, record.Finished);
            }

            ends.Add(end);
        }

        // All routees are occupied from begin i to end i − (routees − 1), if that is later: as many have begun more than have ended.
        private void FindGaps(ReadOnlySpan<long> occupiedUntil, int routees)
        {
            var begins = _ends.Values;
            var (gaps, before, until) = (0, 0L, begins[0]);
            for (var i = Math.Min(routees - 1, begins.Length); i <= begins.Length; i++)
            {
                var from = i < routees ? until : Math.Max(until, occupiedUntil[i - routees]);
                var to = i < begins.Length ? begins[i] : occupiedUntil[^1];
                if (to > from)
                {
                    _before.Add(before);
                    before += to - from;
                    until = to;
                    _ends.Set(gaps++, to);
                }
            }

            _before.Add(before);
            _ends.Keep(gaps);
        }
    }
}
