using System.Collections;
using Mul.Actors.Jobs;
using static Mul.Actors.Jobs.JobProtocol;

namespace Mul.Actors.Running;

/// <summary>What a run writes as it tells jobs and hears outcomes: some twelve bytes a job.</summary>
/// <param name="jobs">How many jobs the run has.</param>
internal sealed class RunLog(int jobs)
{
    /// <summary>How many failures keep their reason: the first ones. All are counted.</summary>
    public const int ReasonsKept = 1_000;

    /// <summary>How the reason of a job begins that nobody answered.</summary>
    public const string NoOutcome = "no outcome";

    private readonly Tape _tellings = new();
    private readonly Tape _endings = new();
    private readonly BitArray _hasEnded = new(jobs);
    private readonly Dictionary<int, string> _reasons = [];
    private PoolLog[] _pools = [];
    private JobPlace[]? _places;
    private int _told;
    private int _answered;
    private Telling _lastTold;
    private Ending _lastEnded;

    /// <summary>How many jobs the run has, told or not.</summary>
    public int Jobs => jobs;

    /// <summary>Jobs told so far. Read by the progress display while the run goes on.</summary>
    public int Told => Volatile.Read(ref _told);

    /// <summary>Jobs that have their outcome. Read by the progress display while the run goes on.</summary>
    public int Answered => Volatile.Read(ref _answered);

    /// <summary>Why jobs failed, by job id: the first <see cref="ReasonsKept"/> of them.</summary>
    public IReadOnlyDictionary<int, string> Reasons => _reasons;

    /// <summary>What is known of all jobs of the pool at this place. Read while the run goes on.</summary>
    public PoolLog Of(int pool) => Volatile.Read(ref _pools) is var pools && pool < pools.Length ? pools[pool] : new PoolLog();

    /// <summary>The jobs told, by id. Of a run that is over.</summary>
    public JobRecord[] ToRecords()
    {
        var records = new JobRecord[_told];
        var reader = new RunLogReader(this);
        reader.LookAgain();
        while (reader.NextTold(out var job, out var told))
        {
            records[job] = told.ToRecord();
        }

        while (reader.NextEnded(out var ended))
        {
            ended.AddTo(ref records[ended.Job]);
        }

        return records;
    }

    internal Tape.Reader ReadTellings() => new(_tellings);

    internal Tape.Reader ReadEndings() => new(_endings);

    /// <summary>Notes that the next job was told: jobs are told in order of their ids.</summary>
    internal void Tell(int pool, long now)
    {
        var telling = new Telling(now, pool);
        telling.WriteTo(_tellings, after: _lastTold);
        KeepPlace(pool);
        _lastTold = telling;
        PoolAt(pool).Told++;
        Volatile.Write(ref _told, _told + 1);
    }

    /// <summary>Whether that is the reason of a job that nobody answered.</summary>
    public static bool IsNoOutcome(string reason) => reason.StartsWith(NoOutcome, StringComparison.Ordinal);

    /// <summary>Notes an outcome; false if the job had one already, or was never told.</summary>
    internal bool Answer(Outcome outcome)
    {
        if ((uint)outcome.JobId >= (uint)_told || _hasEnded[outcome.JobId])
        {
            return false;
        }

        var place = PlaceOf(outcome.JobId);
        ref var pool = ref PoolAt(place.Pool);
        OutcomeKind kind;
        switch (outcome)
        {
            case Completed completed:
                kind = OutcomeKind.Completed;
                // A sum does not depend on order; mixing in the job's place in its pool makes two jobs that swapped their results visible.
                pool.Digest += Mix.Of((ulong)place.InPool, completed.Digest);
                pool.Bytes += completed is Transferred transferred ? transferred.Bytes : 0;
                break;
            case Failed failed:
                kind = OutcomeKind.Failed;
                Keep(failed.JobId, failed.Reason);
                break;
            case Cancelled:
                kind = OutcomeKind.Cancelled;
                break;
            default:
                kind = OutcomeKind.Failed;
                Keep(outcome.JobId, WhyForeign(outcome));
                break;
        }

        End(new Ending(outcome.JobId, kind, outcome.Timeline), ref pool);
        return true;
    }

    /// <summary>Gives every job that was told and not answered this end.</summary>
    internal void Close(OutcomeKind outcome, string? reason = null)
    {
        for (var job = 0; job < _told; job++)
        {
            if (!_hasEnded[job])
            {
                End(new Ending(job, outcome, default), ref PoolAt(PlaceOf(job).Pool));
                if (reason is not null)
                {
                    Keep(job, reason);
                }
            }
        }
    }

    private void End(Ending ending, ref PoolLog pool)
    {
        ending.WriteTo(_endings, after: _lastEnded);
        _lastEnded = ending;
        _hasEnded[ending.Job] = true;
        pool.Answered++;
        Volatile.Write(ref _answered, _answered + 1);
    }

    // As long as all jobs are of one pool, a job's place there is its id, and nothing need be kept.
    private void KeepPlace(int pool)
    {
        if (_places is null && _told > 0 && pool != _lastTold.Pool)
        {
            _places = new JobPlace[jobs];
            for (var job = 0; job < _told; job++)
            {
                _places[job] = new JobPlace(_lastTold.Pool, job);
            }
        }

        if (_places is { } places)
        {
            places[_told] = new JobPlace(pool, PoolAt(pool).Told);
        }
    }

    private JobPlace PlaceOf(int job) => _places is { } places ? places[job] : new JobPlace(_lastTold.Pool, job);

    // The run does not know how many pools there are before it has told them something.
    private ref PoolLog PoolAt(int pool)
    {
        if (pool >= _pools.Length)
        {
            Array.Resize(ref _pools, pool + 1);
        }

        return ref _pools[pool];
    }

    private void Keep(int job, string reason)
    {
        if (_reasons.Count < ReasonsKept)
        {
            _reasons.TryAdd(job, reason);
        }
    }

    private readonly record struct JobPlace(int Pool, int InPool);
}
