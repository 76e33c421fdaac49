using System.Numerics;

namespace Mul.Host.Simulation;

/// <summary>Finds the first of the shortest mailboxes in O(log n), which Akka.NET finds by looking at each.</summary>
/// <remarks>A tournament tree (Knuth, The Art of Computer Programming, volume 3, 5.4.1): every node has the lesser of its two children.</remarks>
internal sealed class ShortestQueue
{
    private readonly int _leaves;
    private readonly int[] _nodes;

    public ShortestQueue(int mailboxes)
    {
        _leaves = (int)BitOperations.RoundUpToPowerOf2((uint)mailboxes);
        _nodes = new int[2 * _leaves];
        Array.Fill(_nodes, int.MaxValue);
    }

    public int First
    {
        get
        {
            var node = 1;
            while (node < _leaves)
            {
                node *= 2;
                node += _nodes[node + 1] < _nodes[node] ? 1 : 0;
            }

            return node - _leaves;
        }
    }

    public void Set(int mailbox, int length)
    {
        var node = _leaves + mailbox;
        _nodes[node] = length;
        for (node /= 2; node > 0; node /= 2)
        {
            var least = Math.Min(_nodes[2 * node], _nodes[2 * node + 1]);
            if (_nodes[node] == least)
            {
                return;
            }

            _nodes[node] = least;
        }
    }
}
