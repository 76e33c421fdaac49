using System.Threading.Channels;
using Akka.Actor;
using Akka.Remote;
using Mul.Actors.Nodes.Wire;
using Mul.Host.Nodes;

namespace Mul.Host.Tests.Nodes;

/// <summary>What a node tells its person about the run that it joins.</summary>
public sealed class RunContactSpecs
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Channel<string> _said = Channel.CreateUnbounded<string>();
    private readonly RunContact _contact;

    public RunContactSpecs() => _contact = new RunContact("127.0.0.1:4053", "one", line => _said.Writer.TryWrite(line));

    [Fact]
    public void It_says_once_when_it_waits_joins_loses_the_run_and_is_back()
    {
        _contact.Wait();
        _contact.Connect();
        _contact.Lose();
        _contact.Join();
        _contact.Connect();
        _contact.Lose();
        _contact.Lose();
        _contact.Connect();

        Assert.Equal(
            [
                "waits for a run at 127.0.0.1:4053.",
                "joined the run at 127.0.0.1:4053 as one.",
                "lost the run at 127.0.0.1:4053: it has ended or cannot be reached. Waits for it, or for the next.",
                "in touch with 127.0.0.1:4053 again.",
            ],
            Said());
    }

    [Fact]
    public void A_run_that_is_silent_is_lost_until_it_is_connected_and_heard()
    {
        _contact.Hear();
        _contact.Miss();
        _contact.Join();
        _contact.Miss();
        _contact.Lose();
        _contact.Connect();
        Assert.False(_contact.IsJoined);
        Assert.StartsWith("lost the run at 127.0.0.1:4053: ", Said()[^1], StringComparison.Ordinal);

        _contact.Hear();

        Assert.True(_contact.IsJoined);
        Assert.Equal("in touch with 127.0.0.1:4053 again.", Assert.Single(Said()));
    }

    [Fact]
    public void It_says_once_that_nobody_answers_and_not_after_it_has_joined()
    {
        _contact.Puzzle("Perhaps.");
        _contact.Puzzle("Perhaps.");
        Assert.Equal("127.0.0.1:4053 is listened on, but nobody there answers as a run does. Perhaps. Goes on waiting.", Assert.Single(Said()));

        _contact.Join();
        _contact.Puzzle("Perhaps.");
        Assert.Single(Said());
    }

    [Fact]
    public void It_says_once_that_nobody_answers_where_its_run_was()
    {
        _contact.Puzzle("Perhaps.");
        _contact.Join();
        _contact.Lose();
        _contact.Puzzle("Perhaps not.");
        _contact.Puzzle("Perhaps not.");

        Assert.Equal(
            [
                "lost the run at 127.0.0.1:4053: it has ended or cannot be reached. Waits for it, or for the next.",
                "127.0.0.1:4053 is listened on, but nobody there answers as a run does. Perhaps not. Goes on waiting.",
            ],
            Said()[2..]);
    }

    [Theory]
    [InlineData(true, "left the run at 127.0.0.1:4053: it has back what was not done.")]
    [InlineData(false, "left without a word from 127.0.0.1:4053: what was not done is handed out again when its leases end.")]
    public void It_says_how_it_left(bool isSettled, string line)
    {
        _contact.Join();
        _contact.Leave(isSettled);

        Assert.Equal(line, Said()[^1]);
    }

    [Fact]
    public void A_node_that_never_joined_leaves_silently()
    {
        _contact.Leave(isSettled: true);
        _contact.Leave(isSettled: false);

        Assert.Empty(Said());
    }

    [Fact]
    public async Task A_connection_to_the_run_and_its_end_are_heard_of()
    {
        var node = NodeSystem.Start("127.0.0.1", 0, "a spec");
        var run = NodeSystem.Start("127.0.0.1", 0, "a spec");
        _contact.Follow(node, AddressOf(run), "No hint.");
        _contact.Join();
        Assert.Contains("joined", await NextAsync(), StringComparison.Ordinal);
        await ConnectAsync(node, run);

        await run.Terminate();

        Assert.Contains("lost the run", await NextAsync(), StringComparison.Ordinal);
        Assert.False(_contact.IsJoined);
        await node.Terminate();
    }

    private static async Task ConnectAsync(ActorSystem from, ActorSystem to)
    {
        var connected = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var address = AddressOf(to);
        from.EventStream.Subscribe(from.ActorOf(Props.Create(() => new Witness(address, connected))), typeof(AssociatedEvent));
        await Insistence.TellAsync(() => from.ActorSelection(NodeSystem.PathOf("127.0.0.1", NodeSystem.PortOf(to))).Tell(new NodeProtocol.Survey(1)), connected.Task, Patience);
    }

    private static Address AddressOf(ActorSystem system) => NodeSystem.AddressOf("127.0.0.1", NodeSystem.PortOf(system), isTls: false);

    private async Task<string> NextAsync() => await _said.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    private List<string> Said()
    {
        List<string> lines = [];
        while (_said.Reader.TryRead(out var line))
        {
            lines.Add(line);
        }

        return lines;
    }

    private sealed class Witness : ReceiveActor
    {
        public Witness(Address run, TaskCompletionSource<bool> connected) =>
            Receive<AssociatedEvent>(there => there.RemoteAddress == run, _ => connected.TrySetResult(true));
    }
}
