using Akka.Actor;
using Mul.Actors.Jobs;
using Mul.Actors.Nodes.Coordinating;
using Mul.Host.Nodes;
using static Mul.Actors.Nodes.Wire.NodeProtocol;

namespace Mul.Host.Tests.Nodes;

/// <summary>What a node's port takes from strangers: nothing.</summary>
public sealed class NodeSystemSpecs : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ActorSystem _system = NodeSystem.Start("127.0.0.1", 0, "a spec");
    private readonly ActorSystem _other = NodeSystem.Start("127.0.0.1", 0, "a spec");

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _system.Terminate();
        await _other.Terminate();
    }

    [Fact]
    public void It_listens_on_this_machine_alone() => Assert.Equal("127.0.0.1", ((ExtendedActorSystem)_system).Provider.DefaultAddress.Host);

    [Fact]
    public void A_port_that_is_taken_is_named_with_what_to_do_about_it()
    {
        var port = NodeSystem.PortOf(_system);

        var refused = Assert.Throws<UserException>(() => NodeSystem.Start("127.0.0.1", port, "--port"));

        Assert.Equal(UserException.Usage, refused.ExitCode);
        Assert.Equal($"--port: another process listens on 127.0.0.1:{port}. End it, or name another port; 0 is a free one.", refused.Message);
    }

    [Fact]
    public void An_address_of_another_machine_is_named()
    {
        // RFC 5737: an address of documentation, and of nobody.
        var refused = Assert.Throws<UserException>(() => NodeSystem.Start("192.0.2.200", 0, "mul.nodes.listen"));

        Assert.Equal("mul.nodes.listen: 192.0.2.200 is no address of this machine. Name one that is.", refused.Message);
    }

    // Akka.NET's own for JSON, protocol buffers, remote deployment, exceptions and routers by name, and what actors of one system watch each other with.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(16)]
    [InlineData(22)]
    public void Serializers_that_make_objects_of_types_named_in_a_frame_refuse(int identifier)
    {
        var frame = """{"$type":"System.IO.FileInfo, System.Private.CoreLib","fileName":"/tmp/anything"}"""u8.ToArray();

        var refusal = Assert.ThrowsAny<Exception>(() => ((ExtendedActorSystem)_system).Serialization.Deserialize(frame, identifier, typeof(FileInfo)));

        Assert.Contains("is not read", refusal.GetBaseException().Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Neither_http_nor_a_frame_of_a_foreign_type_ends_it()
    {
        var heard = new TaskCompletionSource<object>(TaskCreationOptions.RunContinuationsAsynchronously);
        _system.ActorOf(Props.Create(() => new Listener(heard)), Coordinator.Name);
        var port = NodeSystem.PortOf(_system);

        using (var client = new HttpClient { Timeout = TimeSpan.FromSeconds(2) })
        {
            await Assert.ThrowsAnyAsync<Exception>(() => client.GetStringAsync(new Uri($"http://127.0.0.1:{port}/")));
        }

        var path = _other.ActorSelection(NodeSystem.PathOf("127.0.0.1", port));
        path.Tell(new FileInfo("/tmp/anything"));

        // The first thing that arrives is the first that may.
        Assert.Equal(new Survey(7), await Insistence.TellAsync(() => path.Tell(new Survey(7)), heard.Task, Patience));
    }

    private sealed class Listener : ReceiveActor
    {
        public Listener(TaskCompletionSource<object> heard) => ReceiveAny(message => heard.TrySetResult(message));
    }
}
