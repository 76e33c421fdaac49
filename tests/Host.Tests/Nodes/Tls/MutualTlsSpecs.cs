using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Akka.Actor;
using Mul.Actors.Nodes.Coordinating;
using Mul.Host.Nodes;
using Mul.Host.Nodes.Tls;
using static Mul.Actors.Nodes.Wire.NodeProtocol;

namespace Mul.Host.Tests.Nodes.Tls;

/// <summary>Who gets through to a coordinator's port, over real sockets.</summary>
public sealed class MutualTlsSpecs : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly string _folder = Directory.CreateTempSubdirectory("mul-tls-").FullName;
    private readonly MadeCertificates _authority = new();
    private readonly MadeCertificates _foreign = new();
    private readonly TaskCompletionSource<object> _heard = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<RefusedPeer> _refused = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<ActorSystem> _systems = [];
    private int _port;

    public Task InitializeAsync()
    {
        var system = Start(_authority, "coordinator", _refused);
        _port = NodeSystem.PortOf(system);
        var heard = _heard;
        system.ActorOf(Props.Create(() => new Listener(heard)), Coordinator.Name);
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => Task.WhenAll(_systems.Select(system => system.Terminate()));

    public void Dispose()
    {
        _authority.Dispose();
        _foreign.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_peer_of_the_same_authority_is_heard()
    {
        Assert.Equal(new Survey(7), await TellAsync(Start(_authority, "peer"), new Survey(7), _heard));
        Assert.False(_refused.Task.IsCompleted);
    }

    [Theory]
    [InlineData("none", "")]
    [InlineData("foreign", "is not of the authority in ca.crt")]
    [InlineData("expired", "has expired on ")]
    [InlineData("of a server alone", "is not for a client (extendedKeyUsage)")]
    public async Task A_connection_without_a_good_certificate_is_closed_and_whoever_has_one_is_heard_afterwards(string certificate, string fault)
    {
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(IPAddress.Loopback, _port);
            using var shown = Certificate(certificate);
            await using var stream = new SslStream(client.GetStream(), leaveInnerStreamOpen: false, (_, theirs, _, _) => theirs is not null);
            await Assert.ThrowsAnyAsync<Exception>(() => SpeakAsync(stream, shown).WaitAsync(Patience));
        }

        if (fault.Length > 0)
        {
            var refused = await _refused.Task.WaitAsync(Patience);
            Assert.StartsWith(fault, refused.Fault, StringComparison.Ordinal);
            Assert.False(refused.WasCalled);
        }

        Assert.Equal(new Survey(7), await TellAsync(Start(_authority, "peer"), new Survey(7), _heard));
    }

    [Fact]
    public async Task A_peer_of_another_authority_is_not_heard_even_if_it_would_accept_anybody()
    {
        // It trusts both authorities, so only the coordinator can refuse.
        var folder = _foreign.WriteTo(Path.Combine(_folder, "both"), _foreign.Sign());
        File.AppendAllText(Path.Combine(folder, "ca.crt"), "\n" + _authority.Authority.ExportCertificatePem());

        Assert.Equal("is not of the authority in ca.crt", (await TellAsync(Start(folder), new Survey(6), _refused)).Fault);
        Assert.Equal(new Survey(7), await TellAsync(Start(_authority, "peer"), new Survey(7), _heard));
    }

    [Fact]
    public async Task Neither_http_nor_rubbish_nor_a_frame_of_a_foreign_type_ends_it()
    {
        using (var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) })
        {
            await Assert.ThrowsAnyAsync<Exception>(() => client.GetStringAsync(new Uri($"http://127.0.0.1:{_port}/")));
        }

        using (var client = new TcpClient())
        {
            await client.ConnectAsync(IPAddress.Loopback, _port);
            await client.GetStream().WriteAsync(new byte[] { 0x16, 3, 1, 0xFF, 0xFF, 0, 1, 2, 3 });
        }

        var peer = Start(_authority, "peer");
        Tell(peer, new FileInfo("/tmp/anything"));

        Assert.Equal(new Survey(7), await TellAsync(peer, new Survey(7), _heard));
    }

    [Theory]
    [InlineData("foreign", "is not of the authority in ca.crt")]
    [InlineData("expired", "has expired on ")]
    [InlineData("not yet valid", "is not valid before ")]
    [InlineData("of another host", "is not of 127.0.0.1 (subjectAltName)")]
    [InlineData("of a client alone", "is not for a server (extendedKeyUsage)")]
    public async Task Who_calls_does_not_speak_to_somebody_with_the_wrong_certificate(string certificate, string fault)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var refused = new TaskCompletionSource<RefusedPeer>(TaskCreationOptions.RunContinuationsAsynchronously);
        var caller = Start(_authority, "caller", refused);

        using var client = await Insistence.TellAsync(() => Tell(caller, new Survey(1), port), listener.AcceptTcpClientAsync(), Patience);
        using var shown = Certificate(certificate)!;
        await using var stream = new SslStream(client.GetStream(), leaveInnerStreamOpen: false);
        await Assert.ThrowsAnyAsync<Exception>(() => AnswerAsync(stream, shown).WaitAsync(Patience));

        var peer = await refused.Task.WaitAsync(Patience);
        Assert.StartsWith(fault, peer.Fault, StringComparison.Ordinal);
        Assert.True(peer.WasCalled);

        // Akka.NET itself would end over it.
        Assert.False(caller.WhenTerminated.IsCompleted);
        Assert.Equal(new Survey(7), await TellAsync(caller, new Survey(7), _heard));
    }

    private X509Certificate2? Certificate(string kind) => kind switch
    {
        "none" => null,
        "foreign" => _foreign.Sign(),
        "expired" => _authority.Sign(begins: -3, ends: -1),
        "not yet valid" => _authority.Sign(begins: 1, ends: 3),
        "of another host" => _authority.Sign(host: "192.0.2.77"),
        "of a server alone" => _authority.Sign(usages: [new("1.3.6.1.5.5.7.3.1")]),
        "of a client alone" => _authority.Sign(usages: [new("1.3.6.1.5.5.7.3.2")]),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such certificate"),
    };

    // With TLS 1.3 a client has shown its certificate before it hears what became of it: with the first that it reads.
    private static async Task SpeakAsync(SslStream stream, X509Certificate2? certificate)
    {
        await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "127.0.0.1",
            ClientCertificates = certificate is null ? null : [certificate],
        });
        await stream.ReadExactlyAsync(new byte[1]);
    }

    private static async Task AnswerAsync(SslStream stream, X509Certificate2 certificate)
    {
        await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate });
        await stream.ReadExactlyAsync(new byte[1]);
    }

    private Task<T> TellAsync<T>(ActorSystem from, object message, TaskCompletionSource<T> outcome) =>
        Insistence.TellAsync(() => Tell(from, message), outcome.Task, Patience);

    private void Tell(ActorSystem from, object message, int? port = null) =>
        from.ActorSelection(NodeSystem.PathOf("127.0.0.1", port ?? _port, isTls: true)).Tell(message);

    private ActorSystem Start(MadeCertificates authority, string name, TaskCompletionSource<RefusedPeer>? refused = null) =>
        Start(authority.WriteTo(Path.Combine(_folder, name), authority.Sign()), refused);

    private ActorSystem Start(string folder, TaskCompletionSource<RefusedPeer>? refused = null)
    {
        var tls = new MutualTls(NodeCertificates.Load("--tls", folder), peer => refused?.TrySetResult(peer));
        var system = NodeSystem.Start("127.0.0.1", 0, "a spec", tls);
        _systems.Add(system);
        return system;
    }

    private sealed class Listener : ReceiveActor
    {
        public Listener(TaskCompletionSource<object> heard) => ReceiveAny(message => heard.TrySetResult(message));
    }
}
