using Mul.Actors.Running;

namespace Mul.Host.Traces;

/// <summary>How many jobs ran at once, between the first told and the last finished.</summary>
/// <param name="Mean">Σ service time ÷ makespan.</param>
/// <param name="Max">The most at one instant; a job that ends as another starts is not counted with it.</param>
internal readonly record struct Concurrency(double Mean, int Max)
{
    public static Concurrency Of(ReadOnlySpan<JobRecord> records)
    {
        var starts = new List<long>(records.Length);
        var ends = new List<long>(records.Length);
        var busy = 0.0;
        foreach (ref readonly var record in records)
        {
            if (record.Started != 0)
            {
                starts.Add(record.Started);
                ends.Add(record.Finished);
                busy += Trace.Seconds(record.Finished - record.Started);
            }
        }

        starts.Sort();
        ends.Sort();
        var max = 0;
        for (int started = 0, ended = 0; started < starts.Count; started++)
        {
            while (ended < ends.Count && ends[ended] <= starts[started])
            {
                ended++;
            }

            max = Math.Max(max, started + 1 - ended);
        }

        var makespan = Span.Of(records).Seconds;
        return new Concurrency(makespan > 0 ? busy / makespan : 0, max);
    }
}
