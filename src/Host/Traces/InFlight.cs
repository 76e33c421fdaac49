using Mul.Actors.Running;

namespace Mul.Host.Traces;

/// <summary>When jobs of one pool were started and when they were finished: in flight are as many as have started less those that have finished.</summary>
internal sealed class InFlight : IDisposable
{
    private readonly TickList _started;
    private readonly TickList _finished;

    /// <param name="records">Jobs that no routee took up were never in flight.</param>
    public InFlight(ReadOnlySpan<JobRecord> records, TickMemory memory)
    {
        _started = new TickList(records.Length, memory);
        _finished = new TickList(records.Length, memory);
        foreach (ref readonly var record in records)
        {
            if (record.Started != 0)
            {
                _started.Add(record.Started);
                _finished.Add(record.Finished);
            }
        }

        _started.Sort();
        _finished.Sort();
    }

    /// <summary>The most at one instant; a job that ends as another starts is not counted with it.</summary>
    public int Most()
    {
        var starts = _started.Values;
        var ends = _finished.Values;
        var most = 0;
        for (int started = 0, ended = 0; started < starts.Length; started++)
        {
            while (ended < ends.Length && ends[ended] <= starts[started])
            {
                ended++;
            }

            most = Math.Max(most, started + 1 - ended);
        }

        return most;
    }

    /// <summary>For how many ticks jobs had been in flight until each of these instants, all jobs together.</summary>
    /// <param name="instants">In ascending order.</param>
    public double[] JobTicksUntil(ReadOnlySpan<long> instants)
    {
        var starts = _started.Values;
        var ends = _finished.Values;
        var until = new double[instants.Length];
        var (ticks, now, started, ended) = (0.0, 0L, 0, 0);
        for (var i = 0; i < instants.Length; i++)
        {
            while (ended < ends.Length)
            {
                var isStart = started < starts.Length && starts[started] < ends[ended];
                var next = isStart ? starts[started] : ends[ended];
                if (next > instants[i])
                {
                    break;
                }

                ticks += (double)(started - ended) * (next - now);
                now = next;
                started += isStart ? 1 : 0;
                ended += isStart ? 0 : 1;
            }

            until[i] = ticks + ((double)(started - ended) * (instants[i] - now));
        }

        return until;
    }

    public void Dispose()
    {
        _started.Dispose();
        _finished.Dispose();
    }
}
