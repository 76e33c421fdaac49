using Mul.Actors.Running;

namespace Mul.Host.Traces;

/// <summary>What a pool's jobs add up to.</summary>
/// <param name="Done">Completed jobs that started in this run; what a journal had is completed as well.</param>
/// <param name="Threads">Distinct threads on which jobs started.</param>
internal sealed record Totals(JobCounts Jobs, int Done, int Threads)
{
    public static Totals Of(ReadOnlySpan<JobRecord> records)
    {
        int completed = 0, failed = 0, cancelled = 0, done = 0;
        var threads = new HashSet<int>();
        foreach (ref readonly var record in records)
        {
            completed += record.Outcome == OutcomeKind.Completed ? 1 : 0;
            failed += record.Outcome == OutcomeKind.Failed ? 1 : 0;
            cancelled += record.Outcome == OutcomeKind.Cancelled ? 1 : 0;
            if (record.Started != 0)
            {
                threads.Add(record.Thread);
                done += record.Outcome == OutcomeKind.Completed ? 1 : 0;
            }
        }

        return new Totals(new JobCounts(records.Length, completed, failed, cancelled), done, threads.Count);
    }
}
