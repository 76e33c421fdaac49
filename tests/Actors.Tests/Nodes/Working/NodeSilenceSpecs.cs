using System.Collections.Concurrent;
using Akka.Actor;
using Akka.TestKit.Xunit2;
using Mul.Actors.Nodes.Leases;
using Mul.Actors.Nodes.Wire;
using Mul.Actors.Nodes.Working;
using static Mul.Actors.Nodes.CoordinatorProtocol;
using static Mul.Actors.Nodes.Wire.NodeProtocol;

namespace Mul.Actors.Tests.Nodes.Working;

/// <summary>What a node makes of a coordinator that says nothing, on a clock of the spec's own.</summary>
public sealed class NodeSilenceSpecs : TestKit
{
    private const string Silent = "silent";
    private const string Heard = "heard";

    private static readonly Session Here = new(Guid.NewGuid(), 1, Guid.NewGuid());

    private readonly ConcurrentQueue<string> _news = new();
    private readonly IActorRef _node;
    private long _now = TimeSpan.FromHours(1).Ticks;

    public NodeSilenceSpecs()
        : base(Patience.Hocon)
    {
        _node = Sys.ActorOf(Node.PropsFor(new NodePlan
        {
            Coordinator = TestActor.Path.ToString(),
            Incarnation = new Incarnation("node-1", 1, 1),
            Build = Here.Build,
            Open = _ => new ScriptedWorkplace(),
            Ended = _ => { },
            Silent = () => _news.Enqueue(Silent),
            Heard = () => _news.Enqueue(Heard),
            Clock = () => TimeSpan.FromTicks(Volatile.Read(ref _now)),
        }));
    }

    [Fact]
    public async Task A_coordinator_that_says_nothing_for_a_lease_is_noticed_once_and_so_is_its_next_word()
    {
        await JoinAsync();
        Assert.Empty(await NewsAfterAsync(0.5, 0.5, 0.5, 0.5));
        Assert.Equal([Silent], await NewsAfterAsync(0.1));
        Assert.Empty(await NewsAfterAsync(0.5, 0.5, 0.5, 0.5, 0.5));

        _node.Tell(Renewed.Instance);
        Assert.Equal([Heard], await NewsAfterAsync(0));
        Assert.Empty(await NewsAfterAsync(0.5, 0.5, 0.5, 0.5));
        Assert.Equal([Silent], await NewsAfterAsync(0.1));
    }

    [Fact]
    public async Task A_word_that_comes_in_time_is_no_news()
    {
        await JoinAsync();

        for (var word = 0; word < 3; word++)
        {
            Assert.Empty(await NewsAfterAsync(0.5, 0.5, 0.5));
            _node.Tell(new ResultAck([], []));
            Assert.Empty(await NewsAfterAsync(0));
        }
    }

    [Fact]
    public async Task A_pause_of_its_own_is_no_silence_of_the_coordinator()
    {
        await JoinAsync();

        Assert.Empty(await NewsAfterAsync(60));
        // Shorter than a lease, and yet longer than what was left of it.
        Assert.Empty(await NewsAfterAsync(0.6, 1.6));
        Assert.Equal([Silent], await NewsAfterAsync(0.5, 0.5, 0.5));
        _node.Tell(Renewed.Instance);
        Assert.Equal([Heard], await NewsAfterAsync(0));
        Assert.Empty(await NewsAfterAsync(0.5, 0.5, 0.5, 0.5));
        Assert.Equal([Silent], await NewsAfterAsync(0.1));
    }

    [Fact]
    public async Task A_node_that_has_not_joined_waits_in_peace() => Assert.Empty(await NewsAfterAsync(0.5, 0.5, 0.5, 0.5, 0.5));

    private async Task JoinAsync()
    {
        _node.Tell(new Welcome(Here, TimeSpan.FromSeconds(2), "work"));
        await ExpectMsgAsync<Renew>();
    }

    // The node looks at its clock after each stretch; when it answers it has done so.
    private async Task<string[]> NewsAfterAsync(params double[] seconds)
    {
        foreach (var stretch in seconds)
        {
            Interlocked.Add(ref _now, TimeSpan.FromSeconds(stretch).Ticks);
            _node.Tell(Tick.Instance);
            await _node.Ask<ActorIdentity>(new Identify(stretch));
        }

        var news = _news.ToArray();
        _news.Clear();
        return news;
    }
}
