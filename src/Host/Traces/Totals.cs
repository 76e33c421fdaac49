using Mul.Actors.Jobs;
using Mul.Actors.Running;

namespace Mul.Host.Traces;

/// <summary>What a pool's jobs add up to.</summary>
/// <param name="Threads">Distinct threads on which jobs started.</param>
/// <param name="Digest">Of the completed jobs, independent of their order.</param>
internal sealed record Totals(JobCounts Jobs, long Bytes, int Threads, ulong Digest)
{
    public static Totals Of(ReadOnlySpan<JobRecord> records)
    {
        int completed = 0, failed = 0, cancelled = 0;
        var bytes = 0L;
        var digest = 0UL;
        var threads = new HashSet<int>();
        for (var i = 0; i < records.Length; i++)
        {
            ref readonly var record = ref records[i];
            completed += record.Outcome == OutcomeKind.Completed ? 1 : 0;
            failed += record.Outcome == OutcomeKind.Failed ? 1 : 0;
            cancelled += record.Outcome == OutcomeKind.Cancelled ? 1 : 0;
            bytes += record.Bytes;
            if (record.Started != 0)
            {
                threads.Add(record.Thread);
            }

            if (record.Outcome == OutcomeKind.Completed)
            {
                // A sum does not depend on order; mixing in the job's place in its pool makes two jobs that swapped their results visible.
                digest += Mix.Of((ulong)i, record.Digest);
            }
        }

        return new Totals(new JobCounts(records.Length, completed, failed, cancelled), bytes, threads.Count, digest);
    }
}
