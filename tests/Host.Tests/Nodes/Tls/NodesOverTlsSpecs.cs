using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Mul.Host.Tests.EndToEnd;

namespace Mul.Host.Tests.Nodes.Tls;

/// <summary><c>--tls</c> on a run and its nodes, as built.</summary>
[Collection(AloneOnTheMachine.Name)]
public sealed class NodesOverTlsSpecs : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly string[] Crunch = ["--workload", "crunch", "--jobs", "40", "--items", "100000", "--range", "200000", "--no-progress", "--json", "-"];

    private readonly string _folder = Directory.CreateTempSubdirectory("mul-tls-").FullName;
    private readonly MadeCertificates _authority = new();
    private readonly MadeCertificates _foreign = new();

    public void Dispose()
    {
        _authority.Dispose();
        _foreign.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public Task Two_nodes_come_to_the_same_results_over_loopback() => NodesComeToTheSameResultsAsync("127.0.0.1");

    [SkippableFact]
    public Task Two_nodes_come_to_the_same_results_over_an_address_that_others_see()
    {
        var address = NetworkInterface.GetAllNetworkInterfaces()
            .Where(network => network.OperationalStatus == OperationalStatus.Up)
            .SelectMany(network => network.GetIPProperties().UnicastAddresses)
            .Select(unicast => unicast.Address)
            .FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address));
        Skip.If(address is null, "needs an address beyond loopback");
        return NodesComeToTheSameResultsAsync(address.ToString());
    }

    [Fact]
    public async Task Node_processes_of_the_run_s_own_have_its_certificates()
    {
        var run = await MulCommand.RunAsync(["run", "processes", .. Crunch, "--tls", Write("run", "127.0.0.1")]);

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Equal(2, run.Json.GetProperty("nodes").GetProperty("joined").GetInt32());
    }

    [Theory]
    [InlineData("foreign", "is not of the authority in ca.crt")]
    [InlineData("expired", "has expired on ")]
    [InlineData("of another host", "is not of 127.0.0.1 (subjectAltName)")]
    public async Task A_node_that_is_shown_the_wrong_certificate_says_so_in_one_line_and_ends(string certificate, string fault)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var join = $"127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        using var shown = certificate switch
        {
            "foreign" => _foreign.Sign(),
            "expired" => _authority.Sign(begins: -3, ends: -1),
            _ => _authority.Sign(host: "192.0.2.77"),
        };

        using var node = MulCommand.Start("node", "--join", join, "--tls", Write("node", "127.0.0.1"));
        await TurnAwayAsync(listener, shown);

        var ended = await node.EndAsync();
        Assert.True(ended.ExitCode == 2, ended.ToString());
        var lines = ended.Errors.TrimEnd('\n').Split('\n');
        Assert.Equal($"waits for a run at {join}.", lines[0]);
        Assert.StartsWith($"mul: --join {join}: the certificate that is shown there {fault}", Assert.Single(lines[1..]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_that_has_joined_once_says_what_is_wrong_with_the_next_certificate_and_goes_on_waiting()
    {
        var listen = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{FreePort.Find()}");
        using var node = MulCommand.Start("node", "--join", listen, "--name", "first", "--tls", Write("node", "127.0.0.1"));
        var run = await MulCommand.RunAsync(["run", Profile(listen, nodes: 1), .. Crunch, "--tls", Write("run", "127.0.0.1")]);
        Assert.True(run.ExitCode == 0, run.ToString());

        using (var listener = new TcpListener(IPEndPoint.Parse(listen)))
        using (var shown = _foreign.Sign())
        {
            listener.Start();
            await TurnAwayAsync(listener, shown);
        }

        node.Signal("TERM");
        var ended = await node.EndAsync();
        Assert.Equal(
            [
                $"lost the run at {listen}: it has ended or cannot be reached. Waits for it, or for the next.",
                $"{listen} is listened on, but nobody there answers as a run does. The certificate that is shown there is not of the authority in ca.crt. Goes on waiting.",
            ],
            ended.Errors.Split('\n')[2..4]);
    }

    [SkippableFact]
    public async Task A_run_that_all_nodes_have_left_says_whom_it_has_refused_since()
    {
        Skip.If(ProcessTable.Missing is not null, ProcessTable.Missing);
        var listen = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{FreePort.Find()}");
        using var run = MulCommand.Start(["run", Profile(listen, nodes: 1), "--workload", "crunch", "--jobs", "5000", "--items", "1000000", "--range", "2000000", "--no-progress", "--tls", Write("run", "127.0.0.1")]);
        run.Input.Close();
        using var first = MulCommand.Start("node", "--join", listen, "--name", "first", "--tls", Write("first", "127.0.0.1"));
        await ProcessTable.WorksAsync(first.Id, Patience);

        // It takes the run for what it is, but is of an authority that the run does not know.
        var folder = _foreign.WriteTo(Path.Combine(_folder, "foreign"), _foreign.Sign());
        await File.AppendAllTextAsync(Path.Combine(folder, "ca.crt"), "\n" + _authority.Authority.ExportCertificatePem());
        using var refused = MulCommand.Start("node", "--join", listen, "--name", "refused", "--tls", folder);
        await ProcessTable.EventuallyAsync(() => ProcessTable.ThreadsOf(refused.Id).Any(thread => thread.StartsWith("mul-nodes", StringComparison.Ordinal)), Patience, "the other node does not call");
        first.Signal("KILL");

        var ended = await run.EndAsync();
        Assert.True(ended.ExitCode == 4, ended.ToString());
        Assert.Matches(@"too few nodes to go on: none of 1 is left\. The certificate of [^ ]+ was refused: it is not of the authority in ca\.crt\.\n$", ended.Errors);
    }

    [Theory]
    [InlineData("run", "parallel")]
    [InlineData("run", "cluster-router")]
    [InlineData("compare", "parallel", "sequential")]
    public async Task Certificates_that_nobody_would_look_at_are_refused(string verb, params string[] profiles)
    {
        var folder = Write("run", "127.0.0.1");

        var run = await MulCommand.RunAsync([verb, .. profiles, "--workload", "noop", "--tls", folder]);

        Assert.Equal((2, $"mul: --tls {folder}: no pool is on nodes that would look at certificates. Use a profile with nodes, as nodes.\n"), (run.ExitCode, run.Errors));
    }

    [Fact]
    public async Task A_cluster_that_would_go_without_is_not_compared_with_nodes_that_pay_for_theirs()
    {
        var folder = Write("run", "127.0.0.1");

        var run = await MulCommand.RunAsync("compare", "processes", "cluster-router", "--workload", "noop", "--tls", folder);

        Assert.Equal(
            (2, $"mul: --tls {folder}: the nodes of cluster-router would speak without certificates, and those of the others pay for theirs. Leave out --tls, or cluster-router.\n"),
            (run.ExitCode, run.Errors));
    }

    [Theory]
    [InlineData("run", "processes")]
    [InlineData("compare", "processes", "sequential")]
    public async Task A_certificate_that_is_not_for_the_host_that_nodes_call_is_refused_before_anything_starts(params string[] words)
    {
        var folder = Write("run", "192.0.2.77");

        var run = await MulCommand.RunAsync([.. words, "--workload", "noop", "--tls", folder]);

        Assert.Equal(
            (2, $"mul: --tls {folder}: node.crt is not of 127.0.0.1 (subjectAltName), where nodes call the run (mul.nodes.listen). Have one made for that, or listen where it is for.\n"),
            (run.ExitCode, run.Errors));
    }

    [Fact]
    public async Task Certificates_that_cannot_be_used_are_refused_before_anything_starts()
    {
        var folder = Write("run", "127.0.0.1");
        File.Delete(Path.Combine(folder, "node.key"));
        foreach (var arguments in new[] { ["run", "processes", "--workload", "noop"], new[] { "node", "--join", "127.0.0.1:4053" } })
        {
            var refused = await MulCommand.RunAsync([.. arguments, "--tls", folder]);

            Assert.Equal((2, $"mul: --tls {folder}: node.key is missing. The folder has to have ca.crt, node.crt and node.key in it.\n"), (refused.ExitCode, refused.Errors));
        }
    }

    private async Task NodesComeToTheSameResultsAsync(string host)
    {
        var listen = string.Create(CultureInfo.InvariantCulture, $"{host}:{FreePort.Find()}");
        using var run = MulCommand.Start(["run", Profile(listen, nodes: 2), .. Crunch, "--tls", Write("run", host)]);
        run.Input.Close();

        // Refused, and the run is none the worse for it.
        var foreign = await MulCommand.RunAsync("node", "--join", listen, "--tls", _foreign.WriteTo(Path.Combine(_folder, "foreign"), _foreign.Sign(host)));
        Assert.True(foreign.ExitCode == 2, foreign.ToString());

        using var first = MulCommand.Start("node", "--join", listen, "--name", "first", "--tls", Write("first", host));
        using var second = MulCommand.Start("node", "--join", listen, "--name", "second", "--tls", Write("second", host));
        var ended = await run.EndAsync();
        first.Signal("TERM");
        second.Signal("TERM");

        var alone = await MulCommand.RunAsync(["run", "sequential", .. Crunch]);
        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.Equal((40, 40, 0, 0), ended.Jobs);
        Assert.Equal(alone.Pool.GetProperty("digest").GetString(), ended.Pool.GetProperty("digest").GetString());
        Assert.Equal((2, 0), (ended.Json.GetProperty("nodes").GetProperty("joined").GetInt32(), ended.Json.GetProperty("nodes").GetProperty("died").GetInt32()));
        await first.EndAsync();
        await second.EndAsync();
    }

    // Shows the next who calls a certificate that he does not accept.
    private static async Task TurnAwayAsync(TcpListener listener, X509Certificate2 shown)
    {
        using var client = await listener.AcceptTcpClientAsync().WaitAsync(Patience);
        await using var stream = new SslStream(client.GetStream());
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await stream.AuthenticateAsServerAsync(shown);
            await stream.ReadExactlyAsync(new byte[1]);
        });
    }

    private string Profile(string listen, int nodes)
    {
        var profile = Path.Combine(_folder, "mine.hocon");
        File.WriteAllText(profile, $$"""
            mul.nodes { min = {{nodes}}, listen = "{{listen}}" }
            own-thread { type = ForkJoinDispatcher, dedicated-thread-pool { thread-count = 1 } }
            akka.actor.deployment { /crunchers { router = round-robin-pool, nr-of-instances = 1, pool-dispatcher = own-thread } }
            """);
        return profile;
    }

    private string Write(string name, string host)
    {
        using var certificate = _authority.Sign(host);
        return _authority.WriteTo(Path.Combine(_folder, name), certificate);
    }
}
