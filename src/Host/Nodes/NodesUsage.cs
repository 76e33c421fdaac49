using Mul.Actors.Nodes;
using Mul.Host.Measurement;
using static Mul.Actors.Nodes.CoordinatorProtocol;

namespace Mul.Host.Nodes;

/// <summary>What the nodes of a run used, beside the process that ran it.</summary>
internal static class NodesUsage
{
    private static readonly NodeUsage Unknown = new(default, default, 0, 0, 0, 0, default, null, null, null, null);

    /// <summary>What the nodes used between two stocktakings; a node that ended between them, up to what it last said, and one that was started again, what its last process did.</summary>
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
