using Akka.Actor;
using Mul.Actors.Nodes;
using Mul.Actors.Nodes.Coordinating;
using Mul.Actors.Nodes.Leases;
using Mul.Actors.Running;
using static Mul.Actors.Nodes.Wire.NodeProtocol;

namespace Mul.Actors.Tests.Nodes.Coordinating;

/// <summary>One routee, whose node began to run at second 100 of this machine's clock.</summary>
public sealed class NodeTimelinesSpecs
{
    private static readonly Incarnation Me = new("node-1", 1, 1);

    private readonly MetNodes _nodes = new(pools: 1);
    private readonly NodeTimelines _timelines;

    public NodeTimelinesSpecs()
    {
        _nodes.Meet(Me, ActorRefs.Nobody);
        _timelines = new NodeTimelines(_nodes, new RouteeNumbers(pools: 1));
    }

    [Fact]
    public void Jobs_that_a_routee_did_one_after_another_do_not_overlap_when_the_node_s_clock_is_better_known()
    {
        var late = Of(started: 1, finished: 2, delay: 0.5);
        var prompt = Of(started: 2, finished: 3, delay: 0);

        Assert.Equal((101.5, 102.5), late);
        Assert.Equal((102.5, 103), prompt);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    public void Jobs_that_a_routee_handed_on_overlap_as_they_did_on_the_node(double delay)
    {
        Assert.Equal((101 + delay, 102 + delay), Of(started: 1, finished: 2, delay));
        Assert.Equal((101.25 + delay, 102.25 + delay), Of(started: 1.25, finished: 2.25, delay));
        Assert.Equal((101.125 + delay, 101.875 + delay), Of(started: 1.125, finished: 1.875, delay));
        Assert.Equal((102.125 + delay, 103 + delay), Of(started: 2.125, finished: 3, delay));
    }

    private (double Started, double Finished) Of(double started, double finished, double delay)
    {
        var outcome = new NodeOutcome
        {
            Lease = new Lease(0, 0, new Attempt(1, 1)),
            Kind = OutcomeKind.Completed,
            Service = TimeSpan.FromSeconds(finished - started),
            Age = TimeSpan.FromSeconds(10 - finished),
        };
        var result = new Result(Me, default!, TimeSpan.FromSeconds(10), [], [outcome]) { HeardAt = Ticks.Of(TimeSpan.FromSeconds(110 + delay)) };
        var timeline = _timelines.Of(Assert.Single(_nodes.Dated(result)), Me.Node);
        return (Seconds(timeline.Started), Seconds(timeline.Finished));
    }

    private static double Seconds(long timestamp) => Math.Round(Ticks.Since(timestamp).TotalSeconds, 3);
}
