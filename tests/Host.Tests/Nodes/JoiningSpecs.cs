using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Mul.Host.Tests.EndToEnd;

namespace Mul.Host.Tests.Nodes;

/// <summary><c>mul node --join</c>, as built: nodes that come and go as they please.</summary>
[Collection(AloneOnTheMachine.Name)]
public sealed class JoiningSpecs : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _folder = Directory.CreateTempSubdirectory("mul-nodes-").FullName;
    private readonly string _address = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{FreePort.Find()}");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SkippableFact]
    public async Task A_node_that_is_told_to_end_hands_its_jobs_back_and_the_run_loses_none()
    {
        Skip.If(ProcessTable.Missing is not null, ProcessTable.Missing);
        var (left, ended) = await Promptly.WithinAsync(TimeSpan.FromSeconds(2), async () =>
        {
            // What is not handed back would wait for the end of its lease.
            using var run = StartRun(jobs: 1500, lease: "10s");
            using var first = Join("first");
            using var second = Join("second");
            await ProcessTable.WorksAsync(first.Id, Patience);

            var told = Stopwatch.GetTimestamp();
            first.Signal("TERM");
            var left = await first.EndAsync();
            var took = Stopwatch.GetElapsedTime(told);
            var ended = await run.EndAsync();
            second.Signal("TERM");
            await second.EndAsync();
            return (took, (left, ended));
        });

        Assert.Equal(143, left.ExitCode);
        Assert.Equal(
            $"waits for a run at {_address}.\njoined the run at {_address} as first.\nleft the run at {_address}: it has back what was not done.\n",
            left.Errors);
        // Akka.NET would tell of its shutdown there.
        Assert.Empty(left.Output);
        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.Equal((1500, 1500, 0, 0), ended.Jobs);
        var nodes = ended.Json.GetProperty("nodes");
        Assert.Equal((0, 0), (nodes.GetProperty("died").GetInt32(), nodes.GetProperty("expired").GetInt32()));
    }

    [SkippableFact]
    public async Task Nodes_in_another_folder_write_where_the_run_was_told_to()
    {
        Skip.If(ProcessTable.Missing is not null, ProcessTable.Missing);
        using var run = MulCommand.StartUnder(
            ["env", "-C", _folder], "run", Profile(), "--workload", "crunch", "--jobs", "4", "--items", "1000", "--range", "2000", "--output", "out", "--no-progress", "--json", "-");
        run.Input.Close();
        using var first = Join("first");
        using var second = Join("second");

        var ended = await run.EndAsync();

        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.Equal(4, Directory.EnumerateFiles(Path.Combine(_folder, "out"), "sample-*", SearchOption.AllDirectories).Count());
        Assert.Equal("out", ended.Json.GetProperty("workload").GetProperty("options").GetProperty("output").GetString());
    }

    [SkippableFact]
    public async Task A_run_that_all_nodes_have_left_ends_with_4()
    {
        Skip.If(ProcessTable.Missing is not null, ProcessTable.Missing);
        using var run = StartRun(jobs: 5000);
        using var first = Join("first");
        using var second = Join("second");
        await ProcessTable.WorksAsync(first.Id, Patience);

        ProcessTable.Signal("KILL", first.Id, second.Id);
        var ended = await run.EndAsync();

        Assert.True(ended.ExitCode == 4, ended.ToString());
        Assert.Contains("too few nodes", ended.Errors, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_node_whose_run_falls_silent_is_not_ready_within_seconds_and_ready_when_it_speaks_again()
    {
        Skip.If(ProcessTable.Missing is not null, ProcessTable.Missing);
        var port = FreePort.Find();
        using var run = StartRun(jobs: 100_000);
        using var first = MulCommand.Start("node", "--join", _address, "--name", "first", "--health", port.ToString(CultureInfo.InvariantCulture));
        using var second = Join("second");
        await IsReadyAsync(port, HttpStatusCode.OK);

        // Stopped, not ended: its connections stand.
        var measured = ProcessTable.ChildrenOf(run.Id)[0];
        ProcessTable.Signal("STOP", measured);
        await IsReadyAsync(port, HttpStatusCode.ServiceUnavailable);
        ProcessTable.Signal("CONT", measured);
        await IsReadyAsync(port, HttpStatusCode.OK);

        first.Signal("TERM");
        var left = await first.EndAsync();
        Assert.Equal(
            [$"lost the run at {_address}: it has ended or cannot be reached. Waits for it, or for the next.", $"in touch with {_address} again."],
            left.Errors.Split('\n')[3..5]);
    }

    [SkippableFact]
    public async Task A_node_that_waits_for_its_run_says_so_answers_whether_it_is_well_and_goes_when_it_is_told()
    {
        Skip.If(ProcessTable.Missing is not null, ProcessTable.Missing);
        var port = FreePort.Find();
        using var node = MulCommand.Start("node", "--join", _address, "--health", port.ToString(CultureInfo.InvariantCulture));

        await ProcessTable.EventuallyAsync(() => StatusAsync(port, "live").GetAwaiter().GetResult() == HttpStatusCode.OK, Patience, "the node does not answer");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(port, "ready"));
        node.Signal("TERM");

        var ended = await node.EndAsync();
        Assert.Equal(143, ended.ExitCode);
        Assert.Equal($"health: http://127.0.0.1:{port}/live and http://127.0.0.1:{port}/ready.\nwaits for a run at {_address}.\n", ended.Errors);
    }

    [SkippableTheory]
    [InlineData("run")]
    [InlineData("check", "--achieves", "1")]
    [InlineData("compare", "sequential")]
    public async Task Whoever_waits_for_nodes_says_once_how_they_are_started(string verb, params string[] more)
    {
        Skip.If(ProcessTable.Missing is not null, ProcessTable.Missing);
        using var waiting = MulCommand.Start([verb, Profile(), .. more, "--workload", "noop", "--jobs", "10", "--no-progress"]);
        waiting.Input.Close();

        // Where nodes are waited for the port is listened on.
        await ProcessTable.EventuallyAsync(() => IsListenedOn(), Patience, "nobody waits");
        waiting.Signal("INT");
        var ended = await waiting.EndAsync();

        // What else there is to say of an interrupted one comes after.
        Assert.StartsWith($"waits for 2 nodes: mul node --join {_address}\n", ended.Errors, StringComparison.Ordinal);
        Assert.Equal(2, ended.Errors.Split("waits for").Length);
    }

    [Fact]
    public async Task A_run_that_is_over_before_a_node_has_come_has_done_nothing()
    {
        var ended = await MulCommand.RunAsync("run", Profile(), "--workload", "noop", "--jobs", "10", "--sample-timeout", "1s", "--no-progress", "--json", "-");

        Assert.True(ended.ExitCode == 1, ended.ToString());
        Assert.Equal((0, 0, 0, 0), ended.Jobs);
        Assert.DoesNotContain("an error of Mul's own", ended.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run")]
    [InlineData("node")]
    public async Task A_port_that_is_taken_is_named_in_one_line_with_what_to_do(string verb)
    {
        using var taken = new TcpListener(IPEndPoint.Parse(_address));
        taken.Start();
        var port = _address.Split(':')[1];

        var ended = verb == "run"
            ? await MulCommand.RunAsync("run", Profile(), "--workload", "noop", "--no-progress")
            : await MulCommand.RunAsync("node", "--join", "127.0.0.1:1", "--port", port);

        Assert.Equal(2, ended.ExitCode);
        Assert.Equal(
            $"mul: {(verb == "run" ? "mul.nodes.listen" : "--port")}: another process listens on {_address}. End it, or name another port; 0 is a free one.",
            ended.Errors.TrimEnd('\n').Split('\n')[^1]);
        Assert.DoesNotContain("Exception", ended.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.0.0.1:4053")]
    [InlineData("0.0.0.0:4053")]
    [InlineData("nonsense")]
    public async Task An_address_beyond_this_machine_is_refused(string address)
    {
        var node = await MulCommand.RunAsync("node", "--join", address);

        Assert.Equal(2, node.ExitCode);
        Assert.StartsWith($"mul: --join {address}: ", node.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("..")]
    [InlineData("../escaped")]
    [InlineData("/tmp/escaped")]
    [InlineData("two\nlines")]
    [InlineData("lab:4053")]
    public async Task A_name_that_no_folder_can_have_is_refused(string name)
    {
        var node = await MulCommand.RunAsync("node", "--join", _address, "--name", name);

        Assert.Equal(2, node.ExitCode);
        Assert.EndsWith(": expected a name that a folder can have: no /, \\ or :, no line breaks and the like, 200 bytes at most.\n", node.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_is_too_long_for_a_folder_is_refused()
    {
        var node = await MulCommand.RunAsync("node", "--join", _address, "--name", new string('ä', 101));

        Assert.Equal(2, node.ExitCode);
        Assert.Contains("200 bytes at most", node.Errors, StringComparison.Ordinal);
    }

    private static Task IsReadyAsync(int port, HttpStatusCode status) =>
        ProcessTable.EventuallyAsync(() => StatusAsync(port, "ready").GetAwaiter().GetResult() == status, Patience, $"/ready does not answer {status}");

    private static async Task<HttpStatusCode?> StatusAsync(int port, string path)
    {
        using var client = new HttpClient();
        try
        {
            return (await client.GetAsync(new Uri($"http://127.0.0.1:{port}/{path}"))).StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private bool IsListenedOn()
    {
        using var client = new TcpClient();
        try
        {
            client.Connect(IPEndPoint.Parse(_address));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private string Profile(string lease = "500ms")
    {
        var profile = Path.Combine(_folder, "mine.hocon");
        File.WriteAllText(profile, $$"""
            mul.nodes { min = 2, listen = "{{_address}}", lease = {{lease}} }
            own-thread { type = ForkJoinDispatcher, dedicated-thread-pool { thread-count = 1 } }
            akka.actor.deployment {
              /crunchers { router = round-robin-pool, nr-of-instances = 1, pool-dispatcher = own-thread }
              /idlers    { router = round-robin-pool, nr-of-instances = 1, pool-dispatcher = own-thread }
            }
            """);
        return profile;
    }

    private MulCommand StartRun(int jobs, string lease = "500ms")
    {
        var run = MulCommand.Start("run", Profile(lease), "--workload", "crunch", "--jobs", jobs.ToString(CultureInfo.InvariantCulture), "--items", "1000000", "--range", "2000000", "--no-progress", "--json", "-");
        run.Input.Close();
        return run;
    }

    private MulCommand Join(string name) => MulCommand.Start("node", "--join", _address, "--name", name);
}
