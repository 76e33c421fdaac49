using Mul.Actors.Nodes.Wire;
using Mul.Host.Measurement;
using static Mul.Actors.Nodes.CoordinatorProtocol;

namespace Mul.Host.Nodes;

/// <summary>What the nodes of a run used, beside the process that ran it.</summary>
internal static class NodesUsage
{
    private static readonly NodeUsage Unknown = new(default, default, 0, 0, 0, 0, default, null, null, null, null);

    /// <summary>Nodes of which nothing was heard in all the time between two stocktakings: what those used in it is not known.</summary>
    public static int Unheard(Report before, Report after)
    {
        var first = before.Nodes.ToDictionary(node => (node.Node, node.Process));
        return after.Nodes.Where(IsUnheard).DistinctBy(node => node.Node).Count();

        // Who did not answer at the first was gone by then.
        bool IsUnheard(NodeReport node) => !node.HasAnswered
            && (first.TryGetValue((node.Node, node.Process), out var start) ? start.HasAnswered && node.Usage == start.Usage : node.Usage is null);
    }

    /// <summary>What the nodes used between two stocktakings, as far as they said: a process that ended between them, up to its last word.</summary>
    public static NodeUsage Between(Report before, Report after)
    {
        var first = before.Nodes.ToDictionary(node => (node.Node, node.Process), node => node.Usage);
        NodeUsage[] used =
        [
            .. after.Nodes
                .Select(node => node.Usage is { } last && first.GetValueOrDefault((node.Node, node.Process)) is { } start ? ProcessUsage.Difference(last, start) : node.Usage)
                .OfType<NodeUsage>(),
        ];
        return used.Length == 0 ? Unknown : used.Aggregate(ProcessUsage.Sum);
    }
}
