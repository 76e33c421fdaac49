using Mul.Actors.Jobs;
using static Mul.Actors.Nodes.Wire.NodeProtocol;

namespace Mul.Actors.Nodes.Coordinating;

/// <summary>One numbering for the routees of all nodes, by pool.</summary>
/// <param name="pools">How many the workload has.</param>
internal sealed class RouteeNumbers(int pools)
{
    private readonly Dictionary<(string Node, int Pool, int Routee), int> _numbers = [];
    private readonly List<RouteeIdentity?>[] _routees = [.. Enumerable.Range(0, pools).Select(_ => new List<RouteeIdentity?>())];

    /// <summary>By pool, those routees that have said who they are; numbers without a gap.</summary>
    public IReadOnlyList<IReadOnlyList<RouteeIdentity>> Known =>
        [.. _routees.Select(pool => (IReadOnlyList<RouteeIdentity>)[.. pool.OfType<RouteeIdentity>()])];

    /// <summary>A routee's number among those of all nodes.</summary>
    public int Of(string node, int pool, int routee)
    {
        if (!_numbers.TryGetValue((node, pool, routee), out var number))
        {
            number = _routees[pool].Count;
            _numbers.Add((node, pool, routee), number);
            _routees[pool].Add(null);
        }

        return number;
    }

    public void Note(Surveyed surveyed)
    {
        for (var pool = 0; pool < Math.Min(pools, surveyed.Pools.Count); pool++)
        {
            foreach (var routee in surveyed.Pools[pool].Routees)
            {
                var number = Of(surveyed.From.Node, pool, routee.Number);
                _routees[pool][number] = routee with { Number = number, Name = $"{surveyed.From.Node}/{routee.Name}" };
            }
        }
    }
}
