namespace Mul.Actors.Nodes;

/// <summary>How many jobs a node wants to hold: as many as it does at once, and what it lately did while a message went to and fro.</summary>
/// <param name="atOnce">By pool, how many jobs its routees do at once.</param>
internal sealed class Appetite(IReadOnlyList<int> atOnce)
{
    // So that the leases of all fit into one message.
    private const int Most = 4_096;

    // How much later what was done is forgotten: one to two of these.
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(10);

    private readonly int[] _done = new int[atOnce.Count];
    private readonly int[] _doneBefore = new int[atOnce.Count];
    private long _turn;

    /// <param name="now">Never before the last.</param>
    public void Done(int pool, TimeSpan now)
    {
        TurnTo(now);
        _done[pool]++;
    }

    /// <summary>By pool. Short jobs make it grow with every turn, as long as more of them are done for it.</summary>
    public IReadOnlyList<int> WantedAt(TimeSpan now)
    {
        TurnTo(now);
        return [.. atOnce.Select((routees, pool) => Math.Min(Most, routees + _done[pool] + _doneBefore[pool]))];
    }

    private void TurnTo(TimeSpan now)
    {
        var turn = now.Ticks / Turn.Ticks;
        if (turn == _turn)
        {
            return;
        }

        if (turn == _turn + 1)
        {
            _done.CopyTo(_doneBefore, 0);
        }
        else
        {
            Array.Clear(_doneBefore);
        }

        Array.Clear(_done);
        _turn = turn;
    }
}
