using Mul.Actors.Nodes.Leases;

namespace Mul.Actors.Tests.Nodes.Leases;

/// <summary>What survives a coordinator: outcomes as they were committed, and what the judge saw of all its epochs.</summary>
/// <remarks>Knows the rules from their description alone; nothing here is taken from the book.</remarks>
internal sealed class Judge
{
    private readonly Dictionary<int, Attempt> _newestEver = [];
    private readonly Dictionary<int, Attempt> _newestOfEpoch = [];
    private readonly HashSet<int> _answered = [];
    private readonly HashSet<int> _appended = [];

    public Dictionary<int, NodeOutcome> Rows { get; } = [];

    /// <summary>Jobs whose rows this epoch's run has been answered with.</summary>
    public int Answered => _answered.Count;

    public int Deaths { get; set; }

    public Attempt NewestOf(int job) => _newestOfEpoch.GetValueOrDefault(job);

    public void BeginEpoch()
    {
        _newestOfEpoch.Clear();
        _answered.Clear();
        _appended.Clear();
        _appended.UnionWith(Rows.Keys);
    }

    public void Offered(Lease lease)
    {
        Hold(!Rows.ContainsKey(lease.Job), "a job is done again although its outcome is recorded");
        Hold(lease.Attempt > _newestEver.GetValueOrDefault(lease.Job), "an attempt's number is given twice");
        _newestEver[lease.Job] = _newestOfEpoch[lease.Job] = lease.Attempt;
    }

    public void Appended(NodeOutcome outcome, int mostDeaths)
    {
        Hold(_appended.Add(outcome.Lease.Job), "a job is counted twice");
        Hold(outcome.Lease.Attempt >= NewestOf(outcome.Lease.Job), "a stale result is counted");
        Hold(!IsGivenUp(outcome) || Deaths >= mostDeaths, "a job is given up although too few nodes died");
    }

    public void Acknowledged(Lease lease) => Hold(
        Rows.ContainsKey(lease.Job) || lease.Attempt < _newestEver.GetValueOrDefault(lease.Job),
        "a result is acknowledged before it is committed");

    public void Answer(NodeOutcome outcome)
    {
        Hold(Rows.TryGetValue(outcome.Lease.Job, out var row), "the run is answered before the outcome is committed");
        Hold(row!.Lease.Attempt == outcome.Lease.Attempt && row.Digest == outcome.Digest, "the run is answered with another attempt than the recorded one");
        Hold(_answered.Add(outcome.Lease.Job), "the run is answered twice");
    }

    public static bool IsGivenUp(NodeOutcome outcome) => outcome.Reason?.Contains("died", StringComparison.Ordinal) == true;

    public static void Hold(bool condition, string otherwise)
    {
        if (!condition)
        {
            throw new BrokenPromiseException(otherwise);
        }
    }
}

/// <summary>Something happened that must never happen, whatever fails.</summary>
internal sealed class BrokenPromiseException(string promise) : Exception(promise);
