using Mul.Actors.Jobs;
using Mul.Actors.Nodes.Coordinating;
using Mul.Actors.Nodes.Leases;
using Mul.Actors.Nodes.Wire;
using static Mul.Actors.Nodes.Wire.NodeProtocol;

namespace Mul.Actors.Tests.Nodes.Coordinating;

public sealed class RouteeNumbersSpecs
{
    private static readonly DispatcherIdentity Dispatcher = new("own", "Dispatcher", "fork-join-executor", 5);
    private readonly RouteeNumbers _routees = new(pools: 1);

    [Fact]
    public void A_routee_whose_node_died_before_it_could_tell_keeps_the_number_that_its_jobs_have()
    {
        Assert.Equal(0, _routees.Of("dead", pool: 0, routee: 3));

        Tell("alive", new NodePoolView(2, [1], Dispatcher));

        RouteeIdentity[] known =
        [
            new(0, "dead/3", Dispatcher),
            new(1, "alive/0", Dispatcher),
            new(2, "alive/1", Dispatcher) { HasLeft = true },
        ];
        Assert.Equal(known, _routees.Known[0]);
    }

    [Fact]
    public void Of_a_pool_that_no_node_has_told_of_nothing_is_known()
    {
        _routees.Of("dead", pool: 0, routee: 3);

        Tell("alive", new NodePoolView(0, [], null));

        Assert.Empty(_routees.Known[0]);
    }

    private void Tell(string node, NodePoolView pool) =>
        _routees.Note(new Surveyed(new Incarnation(node, 1, 1), 1, new NodeUsage(default, default, 0, 0, 0, 0, default, null, null, null, null), [pool]));
}
