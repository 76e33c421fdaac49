using Mul.Actors.Running;

namespace Mul.Host.Traces;

/// <summary>The makespan: from the first job told to the last one finished.</summary>
internal readonly record struct Span(long Begin, long End)
{
    public double Seconds => Trace.Seconds(End - Begin);

    public static Span Of(ReadOnlySpan<JobRecord> records)
    {
        var begin = long.MaxValue;
        var end = long.MinValue;
        foreach (ref readonly var record in records)
        {
            begin = Math.Min(begin, record.Enqueued);
            if (record.Started != 0)
            {
                end = Math.Max(end, record.Finished);
            }
        }

        return end < begin ? default : new Span(begin, end);
    }
}
