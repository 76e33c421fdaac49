using System.Net;
using Akka.Actor;
using Mul.Actors.Jobs;
using Mul.Host.Nodes;

namespace Mul.Host.Tests.Nodes;

/// <summary><c>mul node --health</c>: what it answers.</summary>
public sealed class NodeHealthSpecs : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ActorSystem _system = NodeSystem.Start("127.0.0.1", 0, "a spec");
    private readonly RunContact _contact = new("127.0.0.1:4053", "one", _ => { });
    private readonly HttpClient _client = new() { Timeout = Patience };

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _system.Terminate();

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task A_node_is_alive_while_it_waits_and_ready_while_it_is_in_touch_with_a_run()
    {
        await using var server = await new NodeHealth(_system, _contact).ServeAsync("--health", 0);
        Assert.Equal("127.0.0.1", server.Address.Host);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable), await AskAsync(server.Address));

        _contact.Join();
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), await AskAsync(server.Address));

        _contact.Lose();
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable), await AskAsync(server.Address));

        _contact.Connect();
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), await AskAsync(server.Address));

        // Its connection still stands.
        _contact.Miss();
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable), await AskAsync(server.Address));

        _contact.Hear();
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), await AskAsync(server.Address));
    }

    [Fact]
    public async Task A_node_whose_actor_system_has_ended_is_neither()
    {
        await using var server = await new NodeHealth(_system, _contact).ServeAsync("--health", 0);
        _contact.Join();
        await _system.Terminate();

        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable), await AskAsync(server.Address));
        Assert.Equal("ActorSystem has terminated.\n", await (await _client.GetAsync(new Uri(server.Address, "live"))).Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Nothing_else_is_answered_and_nobody_who_sends_something_or_does_not_name_this_machine()
    {
        await using var server = await new NodeHealth(_system, _contact).ServeAsync("--health", 0);
        Assert.Equal(HttpStatusCode.NotFound, (await _client.GetAsync(server.Address)).StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await _client.PostAsync(new Uri(server.Address, "live"), content: null)).StatusCode);

        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Address, "live"));
        request.Headers.Host = "elsewhere.example";
        Assert.Equal(HttpStatusCode.MisdirectedRequest, (await _client.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named()
    {
        var port = NodeSystem.PortOf(_system);

        var refused = await Assert.ThrowsAsync<UserException>(() => new NodeHealth(_system, _contact).ServeAsync("--health", port));

        Assert.StartsWith($"--health {port}: ", refused.Message, StringComparison.Ordinal);
        Assert.EndsWith("0 is a free one.", refused.Message, StringComparison.Ordinal);
    }

    private async Task<(HttpStatusCode Live, HttpStatusCode Ready)> AskAsync(Uri address) =>
        ((await _client.GetAsync(new Uri(address, "live"))).StatusCode, (await _client.GetAsync(new Uri(address, "ready"))).StatusCode);
}
