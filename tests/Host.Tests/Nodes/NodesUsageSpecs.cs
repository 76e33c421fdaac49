using Mul.Actors.Nodes.Wire;
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

    [Fact]
    public void Of_a_node_that_has_said_nothing_since_the_first_stocktaking_it_is_not_known_what_it_used()
    {
        Assert.Equal(1, Unheard(new NodeReport("a", 1, Known, HasAnswered: true, []), new NodeReport("a", 1, Known, HasAnswered: false, [])));
        // The same name, another process: of this one there is not a word.
        Assert.Equal(1, Unheard(new NodeReport("a", 1, Known, HasAnswered: true, []), new NodeReport("a", 2, null, HasAnswered: false, [])));
    }

    [Fact]
    public void Of_a_node_that_has_said_something_since_it_is_known_what_it_used_up_to_then()
    {
        var start = new NodeReport("a", 1, Known, HasAnswered: true, []);

        Assert.Equal(0, Unheard(start, start));
        Assert.Equal(0, Unheard(start, start with { HasAnswered = false, Usage = Known with { AllocatedBytes = 11 } }));
    }

    [Fact]
    public void A_node_that_was_gone_before_used_nothing()
    {
        var gone = new NodeReport("a", 1, Known, HasAnswered: false, []);

        Assert.Equal(0, Unheard(gone, gone));
    }

    [Fact]
    public void Where_it_is_not_known_of_one_node_it_is_not_known_of_all_together()
    {
        var start = new NodeReport("a", 1, Known, HasAnswered: true, []);
        var other = start with { Node = "b" };

        var seen = PoolsSeen.OnNodes(ReportOf([start, other]), ReportOf([start, other with { HasAnswered = false }]), startupSeconds: 0);

        Assert.Null(seen.Used);
        Assert.Equal((2, 1), (seen.Nodes!.Joined, seen.Nodes.Unheard));
    }

    [Fact]
    public void A_node_that_was_started_again_is_one_node()
    {
        var start = new NodeReport("a", 1, Known, HasAnswered: true, []);
        var again = start with { Process = 2 };
        var ended = start with { HasAnswered = false, Usage = Known with { User = TimeSpan.FromSeconds(3) } };

        var seen = PoolsSeen.OnNodes(ReportOf([start]), ReportOf([again, ended]), startupSeconds: 0);

        Assert.Equal(1, seen.Nodes!.Joined);
        Assert.Equal(TimeSpan.FromSeconds(3), seen.Used!.User);
    }

    private static int Unheard(NodeReport before, NodeReport after) => NodesUsage.Unheard(ReportOf([before]), ReportOf([after]));

    private static NodeUsage Used(IReadOnlyList<NodeUsage?> usages) => NodesUsage.Between(
        ReportOf([]),
        ReportOf([.. usages.Select((usage, place) => new NodeReport($"node-{place}", 1, usage, HasAnswered: true, []))]));

    private static Report ReportOf(IReadOnlyList<NodeReport> nodes) => new(nodes, [], new LeaseCounts(0, 0, 0, 0, 0, 0));
}
