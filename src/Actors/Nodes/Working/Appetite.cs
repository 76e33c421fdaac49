using Mul.Actors.Nodes.Leases;

namespace Mul.Actors.Nodes.Working;

/// <summary>How many jobs of each pool a node wants to have, and its pools to be told.</summary>
/// <param name="atOnce">By pool, how many jobs its routees do at once.</param>
internal sealed class Appetite(IReadOnlyList<int> atOnce)
{
    // So that the leases of all fit into one message.
    private const int Most = 4_096;

    // While a message went to and fro; and for long enough that jobs of a hundredth of a second are not asked for one by one.
    private readonly RecentJobs _justDone = new(atOnce.Count, TimeSpan.FromMilliseconds(10));
    private readonly RecentJobs _done = new(atOnce.Count, TimeSpan.FromMilliseconds(250));

    /// <param name="now">Never before the last.</param>
    public void Done(int pool, TimeSpan now)
    {
        _justDone.Add(pool, now);
        _done.Add(pool, now);
    }

    /// <summary>By pool. Short jobs make it grow with every turn, as long as more of them are done for it.</summary>
    public IReadOnlyList<JobsWanted> WantedAt(TimeSpan now) => [.. atOnce.Select((_, pool) => WantedAt(pool, now))];

    /// <summary>Of one pool.</summary>
    public JobsWanted WantedAt(int pool, TimeSpan now)
    {
        // What each routee just did once is no sign that it would do another in that time.
        var soon = Math.Min(Most, Math.Max(atOnce[pool], _justDone.At(pool, now)));
        return new JobsWanted(atOnce[pool], soon, Math.Min(Most - soon, _done.At(pool, now)));
    }

    /// <summary>How many jobs a pool is to be told: as many as it does at once, and as many as it just did, so that it need not wait for the next.</summary>
    public int UseAt(int pool, TimeSpan now) => atOnce[pool] + _justDone.At(pool, now);
}

/// <summary>How many jobs were done in the last one to two turns, by pool.</summary>
internal sealed class RecentJobs(int pools, TimeSpan turn)
{
    private readonly int[] _now = new int[pools];
    private readonly int[] _before = new int[pools];
    private long _turn;

    public void Add(int pool, TimeSpan now)
    {
        TurnTo(now);
        _now[pool]++;
    }

    public int At(int pool, TimeSpan now)
    {
        TurnTo(now);
        return _now[pool] + _before[pool];
    }

    private void TurnTo(TimeSpan now)
    {
        var turns = (now.Ticks / turn.Ticks) - _turn;
        if (turns == 0)
        {
            return;
        }

        _now.CopyTo(_before, 0);
        Array.Clear(_now);
        if (turns > 1)
        {
            Array.Clear(_before);
        }

        _turn += turns;
    }
}
