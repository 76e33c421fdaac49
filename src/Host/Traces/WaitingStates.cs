namespace Mul.Host.Traces;

/// <summary>How long a run's jobs, taken together, were in each state of waiting.</summary>
internal static class WaitingStates
{
    /// <summary>Seconds of the makespan in each state; at each instant the first of these counts that any job is in.</summary>
    /// <param name="pools">The jobs of each pool: routee numbers are a pool's own.</param>
    public static IdleSplit Of(IReadOnlyList<RouteeOrder> pools)
    {
        var forThread = new Intervals();
        var behindAnother = new Intervals();
        var inFlight = new Intervals();
        foreach (var pool in pools)
        {
            Collect(pool, forThread, behindAnother, inFlight);
        }

        Intervals[] states = [forThread, behindAnother, inFlight];
        Span<double> seconds = stackalloc double[states.Length + 1];
        foreach (var state in states)
        {
            state.Sort();
        }

        var now = states.Min(state => state.NextChange);
        while (now != long.MaxValue)
        {
            var current = 0;
            var next = long.MaxValue;
            for (var state = states.Length - 1; state >= 0; state--)
            {
                states[state].PassTo(now);
                next = Math.Min(next, states[state].NextChange);
            }

            while (current < states.Length && !states[current].IsOpen)
            {
                current++;
            }

            if (next != long.MaxValue)
            {
                seconds[current] += Trace.Seconds(next - now);
            }

            now = next;
        }

        return new IdleSplit(seconds[0], seconds[1], seconds[2], seconds[3]);
    }

    private static void Collect(RouteeOrder jobs, Intervals forThread, Intervals behindAnother, Intervals inFlight)
    {
        var records = jobs.Records;
        foreach (var (job, free) in jobs)
        {
            ref readonly var record = ref records[job];
            behindAnother.Add(record.Enqueued, free);
            forThread.Add(free, record.Started);
            inFlight.Add(record.Started, record.Finished);
        }
    }

    /// <summary>Intervals of one state, swept over in time.</summary>
    private sealed class Intervals
    {
        private readonly List<long> _begins = [];
        private readonly List<long> _ends = [];
        private int _begun;
        private int _ended;

        public bool IsOpen => _begun > _ended;

        /// <summary>The next instant at which one begins or ends.</summary>
        public long NextChange => Math.Min(
            _begun < _begins.Count ? _begins[_begun] : long.MaxValue,
            _ended < _ends.Count ? _ends[_ended] : long.MaxValue);

        public void Add(long begin, long end)
        {
            if (end > begin)
            {
                _begins.Add(begin);
                _ends.Add(end);
            }
        }

        public void Sort()
        {
            _begins.Sort();
            _ends.Sort();
        }

        public void PassTo(long now)
        {
            while (_begun < _begins.Count && _begins[_begun] <= now)
            {
                _begun++;
            }

            while (_ended < _ends.Count && _ends[_ended] <= now)
            {
                _ended++;
            }
        }
    }
}
