using static Mul.Actors.Jobs.JobProtocol;

namespace Mul.Actors.Running;

/// <summary>One record per job, written by the run as it tells jobs and hears outcomes.</summary>
/// <param name="jobs">How many jobs the run has.</param>
public sealed class RunLog(int jobs)
{
    /// <summary>Reasons kept in full; the count of failures is always exact.</summary>
    public const int ReasonsKept = 1_000;

    private readonly JobRecord[] _records = new JobRecord[jobs];
    private readonly Dictionary<int, string> _reasons = [];
    private int[] _toldOf = new int[1];
    private int[] _answeredOf = new int[1];
    private int _told;
    private int _answered;

    /// <summary>How many jobs the run has, told or not.</summary>
    public int Jobs => jobs;

    /// <summary>Jobs told so far. Read by the progress display while the run goes on.</summary>
    public int Told => Volatile.Read(ref _told);

    /// <summary>Jobs that have their outcome. Read by the progress display while the run goes on.</summary>
    public int Answered => Volatile.Read(ref _answered);

    /// <summary>Jobs told so far to the pool at this place. Read while the run goes on.</summary>
    public int ToldOf(int pool) => At(ref _toldOf, pool);

    /// <summary>Jobs of the pool at this place that have their outcome. Read while the run goes on.</summary>
    public int AnsweredOf(int pool) => At(ref _answeredOf, pool);

    /// <summary>The jobs told, by id.</summary>
    public ReadOnlyMemory<JobRecord> Records => _records.AsMemory(0, _told);

    /// <summary>Why jobs failed, by job id: the first <see cref="ReasonsKept"/> of them.</summary>
    public IReadOnlyDictionary<int, string> Reasons => _reasons;

    internal void Tell(int job, int pool, long now)
    {
        ref var record = ref _records[job];
        record.Enqueued = now;
        record.Pool = (short)pool;
        Count(ref _toldOf, pool);
        Volatile.Write(ref _told, _told + 1);
    }

    /// <summary>Notes an outcome; false if the job had one already, or was never told.</summary>
    internal bool Answer(Outcome outcome)
    {
        if ((uint)outcome.JobId >= (uint)_told)
        {
            return false;
        }

        ref var record = ref _records[outcome.JobId];
        if (record.Outcome != OutcomeKind.None)
        {
            return false;
        }

        record.Started = outcome.Timeline.Started;
        record.Finished = outcome.Timeline.Finished;
        record.Routee = outcome.Timeline.Routee;
        record.Thread = outcome.Timeline.Thread;
        switch (outcome)
        {
            case Completed completed:
                record.Outcome = OutcomeKind.Completed;
                record.Digest = completed.Digest;
                record.Bytes = completed.Bytes;
                break;
            case Failed failed:
                record.Outcome = OutcomeKind.Failed;
                Keep(failed.JobId, failed.Reason);
                break;
            case Cancelled:
                record.Outcome = OutcomeKind.Cancelled;
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "an outcome of no known kind");
        }

        Count(ref _answeredOf, record.Pool);
        Volatile.Write(ref _answered, _answered + 1);
        return true;
    }

    /// <summary>Gives every job that was told and not answered this end.</summary>
    internal void Close(OutcomeKind outcome, string? reason = null)
    {
        for (var job = 0; job < _told; job++)
        {
            if (_records[job].Outcome == OutcomeKind.None)
            {
                _records[job].Outcome = outcome;
                _answered++;
                Count(ref _answeredOf, _records[job].Pool);
                if (reason is not null)
                {
                    Keep(job, reason);
                }
            }
        }
    }

    // The run does not know how many pools there are before it has told them something.
    private static void Count(ref int[] counts, int pool)
    {
        if (pool >= counts.Length)
        {
            Array.Resize(ref counts, pool + 1);
        }

        counts[pool]++;
    }

    private static int At(ref int[] counts, int pool) => Volatile.Read(ref counts) is var read && pool < read.Length ? read[pool] : 0;

    private void Keep(int job, string reason)
    {
        if (_reasons.Count < ReasonsKept)
        {
            _reasons.TryAdd(job, reason);
        }
    }
}
