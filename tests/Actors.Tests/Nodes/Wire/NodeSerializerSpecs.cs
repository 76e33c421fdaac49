using Akka.Actor;
using Akka.Configuration;
using Akka.TestKit.Xunit2;
using Mul.Actors.Jobs;
using Mul.Actors.Nodes.Leases;
using Mul.Actors.Nodes.Wire;
using Mul.Actors.Running;
using static Mul.Actors.Nodes.Wire.NodeProtocol;

namespace Mul.Actors.Tests.Nodes.Wire;

public sealed class NodeSerializerSpecs : TestKit
{
    private static readonly Incarnation Me = new("node-é", 638_000_000_000_000_000, 2);
    private static readonly Lease Some = new(1_000_000, 1, new Attempt(2, 3));

    private static readonly Session Here = new(Guid.NewGuid(), 3, Guid.NewGuid());

    private readonly NodeSerializer _serializer;

    public NodeSerializerSpecs()
        : base(Patience.Hocon) => _serializer = new NodeSerializer((ExtendedActorSystem)Sys);

    [Fact]
    public void Every_message_arrives_as_it_was_sent()
    {
        Assert.Equal(new Join(Me, Guid.Empty), Sent(new Join(Me, Guid.Empty)));
        Assert.Equal(new Welcome(Here, TimeSpan.FromSeconds(2), "{}"), Sent(new Welcome(Here, TimeSpan.FromSeconds(2), "{}")));
        Assert.Equal(new TurnedAway("why"), Sent(new TurnedAway("why")));
        Assert.Equal(new Leave(Me), Sent(new Leave(Me)));
        Assert.Equal(new Farewell(Me), Sent(new Farewell(Me)));
        Assert.Equal(new Survey(7), Sent(new Survey(7)));
        Assert.Same(StopWork.Instance, Sent(StopWork.Instance));
        Assert.Same(Renewed.Instance, Sent(Renewed.Instance));
        Assert.Equal([Some], Sent(new Offer([Some])).Leases);
        var acknowledgement = Sent(new ResultAck([Some], [Some with { Job = 8 }]));
        Assert.Equal([Some], acknowledgement.Leases);
        Assert.Equal([Some with { Job = 8 }], acknowledgement.Offered);

        var renew = Sent(new Renew(Me, Here, [new JobsWanted(1, 1), new JobsWanted(2, 3, 300)], [Some]));
        Assert.Equal(Here, renew.Session);
        Assert.Equal([new JobsWanted(1, 1), new JobsWanted(2, 3, 300)], renew.Wanted);
        Assert.Equal([Some], renew.Held);

        var usage = new NodeUsage(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), 3, 4, 5, 6, TimeSpan.FromSeconds(7), 8, null, 10, null);
        var dispatcher = new DispatcherIdentity("id", "Dispatcher", "fork-join-executor", 5);
        var counted = Sent(new Counted(Me, [new NodeCount(TimeSpan.FromMilliseconds(3), 1, 4)], usage));
        Assert.Equal([new NodeCount(TimeSpan.FromMilliseconds(3), 1, 4)], counted.Counts);
        Assert.Equal(usage, counted.Usage);
        var surveyed = Sent(new Surveyed(Me, 7, usage, [new NodePoolView(3, [1], dispatcher), new NodePoolView(0, [], null)]));
        Assert.Equal(usage, surveyed.Usage);
        Assert.Equal((3, dispatcher), (surveyed.Pools[0].Routees, surveyed.Pools[0].Dispatcher));
        Assert.Equal([1], surveyed.Pools[0].Left);
        Assert.Equal((0, null), (surveyed.Pools[1].Routees, surveyed.Pools[1].Dispatcher));
    }

    [Fact]
    public void What_a_node_says_of_a_pool_is_as_short_for_a_million_routees_as_for_one()
    {
        var usage = new NodeUsage(default, default, 0, 0, 0, 0, default, null, null, null, null);
        int Length(int routees) => _serializer.ToBinary(new Surveyed(Me, 7, usage, [new NodePoolView(routees, [], null)])).Length;

        Assert.InRange(Length(1_000_000) - Length(1), 0, 2);
    }

    [Fact]
    public void An_outcome_arrives_with_all_that_is_known_of_it()
    {
        var completed = new NodeOutcome
        {
            Lease = Some,
            Kind = OutcomeKind.Completed,
            Digest = ulong.MaxValue,
            Bytes = long.MaxValue,
            Service = TimeSpan.FromTicks(1),
            Age = TimeSpan.FromHours(1),
            Routee = 5,
            Thread = 77,
            File = new KeptFile("/a/b", "00ff"),
        };
        var failed = new NodeOutcome { Lease = Some, Kind = OutcomeKind.Failed, Reason = "because" };

        var result = Sent(new Result(Me, Here, TimeSpan.FromSeconds(9), [new JobsWanted(3, 3)], [completed, failed]));

        Assert.Equal([completed, failed], result.Outcomes);
        Assert.Equal((Me, Here, TimeSpan.FromSeconds(9)), (result.From, result.Session, result.Running));
        Assert.NotEqual(0, result.HeardAt);
    }

    [Theory]
    [InlineData("System.Diagnostics.Process, System.Diagnostics.Process")]
    [InlineData("")]
    [InlineData("Z")]
    public void A_manifest_that_is_none_of_ours_is_refused(string manifest) =>
        Assert.Throws<InvalidDataException>(() => _serializer.FromBinary([1, 2, 3], manifest));

    [Fact]
    public void A_frame_that_promises_more_than_it_has_is_refused_before_it_gets_the_memory() =>
        Assert.Throws<InvalidDataException>(() => _serializer.FromBinary([0xFF, 0xFF, 0xFF, 0xFF, 0x07], "O"));

    [Fact]
    public void Where_frames_would_name_types_nothing_is_made_of_them()
    {
        var refusing = new RefusingSerializer((ExtendedActorSystem)Sys, ConfigurationFactory.ParseString("identifier = 1"));

        Assert.Equal(1, refusing.Identifier);
        Assert.Throws<NotSupportedException>(() => refusing.FromBinary("{\"$type\":\"System.IO.FileInfo\"}"u8.ToArray(), typeof(object)));
        Assert.Throws<NotSupportedException>(() => refusing.ToBinary(new object()));
    }

    private T Sent<T>(T message)
        where T : INodeMessage => (T)_serializer.FromBinary(_serializer.ToBinary(message), _serializer.Manifest(message));
}
