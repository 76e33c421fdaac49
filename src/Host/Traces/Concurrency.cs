using Mul.Actors.Running;

namespace Mul.Host.Traces;

/// <summary>How many jobs ran at once, between the first told and the last finished.</summary>
/// <param name="Mean">Σ service time ÷ makespan.</param>
/// <param name="Max">The most at one instant; a job that ends as another starts is not counted with it.</param>
internal readonly record struct Concurrency(double Mean, int Max)
{
    public static Concurrency Of(ReadOnlySpan<JobRecord> records)
    {
        using var inFlight = new InFlight(records, new TickMemory());
        return Of(records, inFlight);
    }

    /// <param name="inFlight">Of the same records.</param>
    public static Concurrency Of(ReadOnlySpan<JobRecord> records, InFlight inFlight) => new(MeanOf(records), inFlight.Most());

    /// <summary><see cref="Mean"/> by itself, for which nothing is sorted.</summary>
    public static double MeanOf(ReadOnlySpan<JobRecord> records)
    {
        var busy = 0.0;
        foreach (ref readonly var record in records)
        {
            busy += record.Started != 0 ? Trace.Seconds(record.Finished - record.Started) : 0;
        }

        var makespan = Span.Of(records).Seconds;
        return makespan > 0 ? busy / makespan : 0;
    }
}
