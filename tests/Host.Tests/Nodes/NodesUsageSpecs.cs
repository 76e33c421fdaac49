using Mul.Actors.Nodes;
using Mul.Host.Nodes;
using static Mul.Actors.Nodes.CoordinatorProtocol;

namespace Mul.Host.Tests.Nodes;

public sealed class NodesUsageSpecs
{
    private static readonly NodeUsage Known = new(TimeSpan.FromSeconds(1), default, 10, 0, 0, 0, default, 5, 6, 7, 8);

    [Fact]
    public void Where_no_node_has_said_what_it_used_nothing_is_known() => Assert.Null(Used([null]).PeakResidentBytes);

    [Fact]
    public void What_one_node_does_not_know_is_not_known_of_all_whoever_comes_first()
    {
        var partly = Known with { VoluntarySwitches = null };

        Assert.Null(Used([partly, Known]).VoluntarySwitches);
        Assert.Null(Used([Known, partly]).VoluntarySwitches);
        Assert.Equal(14, Used([Known, partly]).PeakResidentBytes);
    }

    private static NodeUsage Used(IReadOnlyList<NodeUsage?> usages) => NodesUsage.Between(
        ReportOf([]),
        ReportOf([.. usages.Select((usage, place) => new NodeReport($"node-{place}", 1, usage, []))]));

    private static Report ReportOf(IReadOnlyList<NodeReport> nodes) => new(nodes, [], new LeaseCounts(0, 0, 0, 0, 0, 0));
}
