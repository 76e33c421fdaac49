namespace Mul.Actors.Nodes;

/// <summary>How many jobs a node wants to hold: as many as it does at once, and what it lately did while a message went to and fro.</summary>
/// <param name="atOnce">By pool, how many jobs its routees do at once.</param>
internal sealed class Appetite(IReadOnlyList<int> atOnce)
{
    // So that the leases of all fit into one message.
    private const int Most = 4_096;

    private readonly int[] _done = new int[atOnce.Count];
    private readonly int[] _doneBefore = new int[atOnce.Count];

    public void Done(int pool) => _done[pool]++;

    /// <summary>Ten or so milliseconds have passed: what was done before them is forgotten.</summary>
    public void Turn()
    {
        _done.CopyTo(_doneBefore, 0);
        Array.Clear(_done);
    }

    /// <summary>By pool. Short jobs make it grow with every turn, as long as more of them are done for it.</summary>
    public IReadOnlyList<int> Wanted => [.. atOnce.Select((routees, pool) => Math.Min(Most, routees + _done[pool] + _doneBefore[pool]))];
}
