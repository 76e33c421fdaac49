namespace Mul.Host.Traces;

/// <summary>How much of a pool's queueing another routee could have spared.</summary>
internal static class QueuedWhileIdle
{
    /// <summary>
    /// The part, from 0 to 1, of the time that jobs waited behind another one, in which some routee of the pool had nothing
    /// to do; null if no job waited behind another. A routee whose job waits for a thread has something to do.
    /// </summary>
    /// <param name="jobs">Of one pool.</param>
    /// <param name="routees">How many the pool has.</param>
    public static double? Share(RouteeOrder jobs, int routees)
    {
        var (changes, idleBefore, idleFrom) = IdleTime(jobs, routees);
        var records = jobs.Records;
        double behind = 0, spared = 0;
        foreach (var (job, free) in jobs)
        {
            var enqueued = records[job].Enqueued;
            if (free > enqueued)
            {
                behind += free - enqueued;
                spared += IdleUntil(free) - IdleUntil(enqueued);
            }
        }

        return behind > 0 ? spared / behind : null;

        double IdleUntil(long instant)
        {
            var found = changes.BinarySearch(instant);
            var last = found >= 0 ? found : ~found - 1;
            return idleBefore[last] + (idleFrom[last] ? instant - changes[last] : 0);
        }
    }

    /// <summary>The instants at which a routee gets or runs out of work; the ticks of idleness up to each; whether some routee is idle from there on.</summary>
    private static (List<long> Changes, List<double> IdleBefore, List<bool> IdleFrom) IdleTime(RouteeOrder jobs, int routees)
    {
        var (begins, ends) = Occupied(jobs);
        begins.Sort();
        ends.Sort();
        List<long> changes = [];
        List<double> idleBefore = [];
        List<bool> idleFrom = [];
        var (idle, isIdle) = (0.0, false);
        for (int begun = 0, ended = 0; ended < ends.Count;)
        {
            var now = begun < begins.Count ? Math.Min(begins[begun], ends[ended]) : ends[ended];
            idle += isIdle ? now - changes[^1] : 0;
            for (; begun < begins.Count && begins[begun] == now; begun++)
            {
            }

            for (; ended < ends.Count && ends[ended] == now; ended++)
            {
            }

            isIdle = begun - ended < routees;
            changes.Add(now);
            idleBefore.Add(idle);
            idleFrom.Add(isIdle);
        }

        return (changes, idleBefore, idleFrom);
    }

    // A routee is occupied from the moment at which a job lies in its mailbox until there is none.
    private static (List<long> Begins, List<long> Ends) Occupied(RouteeOrder jobs)
    {
        var records = jobs.Records;
        List<long> begins = [];
        List<long> ends = [];
        var routee = -1;
        foreach (var (job, _) in jobs)
        {
            ref readonly var record = ref records[job];
            if (record.Routee == routee && record.Enqueued <= ends[^1])
            {
                ends[^1] = record.Finished;
            }
            else
            {
                begins.Add(record.Enqueued);
                ends.Add(record.Finished);
            }

            routee = record.Routee;
        }

        return (begins, ends);
    }
}
