using Mul.Actors.Jobs;
using static Mul.Actors.Nodes.Wire.NodeProtocol;

namespace Mul.Actors.Nodes.Coordinating;

/// <summary>One numbering for the routees of all nodes, by pool.</summary>
/// <param name="pools">How many the workload has.</param>
internal sealed class RouteeNumbers(int pools)
{
    private readonly Dictionary<(string Node, int Pool, int Routee), int> _numbers = [];
    private readonly List<(string Name, bool HasLeft)>[] _routees = [.. Enumerable.Range(0, pools).Select(_ => new List<(string, bool)>())];
    private readonly DispatcherIdentity?[] _dispatchers = new DispatcherIdentity?[pools];

    /// <summary>By pool, in order of their numbers; none of a pool of which no node has told.</summary>
    public IReadOnlyList<IReadOnlyList<RouteeIdentity>> Known => [.. _routees.Zip(_dispatchers, KnownOf)];

    /// <summary>A routee's number among those of all nodes.</summary>
    public int Of(string node, int pool, int routee)
    {
        if (!_numbers.TryGetValue((node, pool, routee), out var number))
        {
            number = _routees[pool].Count;
            _numbers.Add((node, pool, routee), number);
            _routees[pool].Add((FormattableString.Invariant($"{node}/{routee}"), HasLeft: false));
        }

        return number;
    }

    public void Note(Surveyed surveyed)
    {
        for (var pool = 0; pool < Math.Min(pools, surveyed.Pools.Count); pool++)
        {
            var (count, left, dispatcher) = surveyed.Pools[pool];
            // One profile, one dispatcher: also of a node that died before it could tell.
            _dispatchers[pool] ??= dispatcher;
            var gone = left.ToHashSet();
            for (var routee = 0; routee < count; routee++)
            {
                var number = Of(surveyed.From.Node, pool, routee);
                _routees[pool][number] = (_routees[pool][number].Name, gone.Contains(routee));
            }
        }
    }

    private static IReadOnlyList<RouteeIdentity> KnownOf(List<(string Name, bool HasLeft)> routees, DispatcherIdentity? dispatcher) => dispatcher is null
        ? []
        : [.. routees.Select((routee, number) => new RouteeIdentity(number, routee.Name, dispatcher) { HasLeft = routee.HasLeft })];
}
