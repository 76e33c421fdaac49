using Mul.Actors.Running;

namespace Mul.Host.Traces;

/// <summary>How long a run's jobs, taken together, were in each state of waiting.</summary>
internal static class WaitingStates
{
    /// <summary>Seconds of the makespan in each state, the most telling state of each instant counting.</summary>
    /// <param name="pools">The records of each pool: routee numbers are a pool's own.</param>
    public static IdleSplit Of(IEnumerable<JobRecord[]> pools)
    {
        var changes = new List<(long At, State State, int Change)>();
        foreach (var records in pools)
        {
            Collect(records, changes);
        }

        changes.Sort((a, b) => a.At.CompareTo(b.At));
        Span<int> jobs = stackalloc int[3];
        Span<double> seconds = stackalloc double[4];
        for (var i = 0; i < changes.Count; i++)
        {
            jobs[(int)changes[i].State] += changes[i].Change;
            if (i + 1 < changes.Count)
            {
                var state = jobs[0] > 0 ? 0 : jobs[1] > 0 ? 1 : jobs[2] > 0 ? 2 : 3;
                seconds[state] += Trace.Seconds(changes[i + 1].At - changes[i].At);
            }
        }

        return new IdleSplit(seconds[0], seconds[1], seconds[2], seconds[3]);
    }

    private static void Collect(JobRecord[] records, List<(long At, State State, int Change)> changes)
    {
        var taken = Array.FindAll(records, record => record.Started != 0);
        Array.Sort(taken, (a, b) => a.Routee != b.Routee ? a.Routee.CompareTo(b.Routee) : a.Started.CompareTo(b.Started));
        for (var i = 0; i < taken.Length; i++)
        {
            var job = taken[i];
            var free = i > 0 && taken[i - 1].Routee == job.Routee ? Math.Max(job.Enqueued, taken[i - 1].Finished) : job.Enqueued;
            free = Math.Min(free, job.Started);
            Between(job.Enqueued, free, State.BehindAnotherJob);
            Between(free, job.Started, State.WaitingForThread);
            Between(job.Started, job.Finished, State.InFlight);
        }

        void Between(long from, long to, State state)
        {
            if (to > from)
            {
                changes.Add((from, state, 1));
                changes.Add((to, state, -1));
            }
        }
    }

    private enum State
    {
        WaitingForThread,
        BehindAnotherJob,
        InFlight,
    }
}
