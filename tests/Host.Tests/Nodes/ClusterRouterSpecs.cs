using System.Globalization;
using Mul.Host.Tests.EndToEnd;

namespace Mul.Host.Tests.Nodes;

/// <summary>Pools behind Akka.Cluster's own router, with the command as built: at most once, and no run hangs for it.</summary>
[Collection(AloneOnTheMachine.Name)]
public sealed class ClusterRouterSpecs : IDisposable
{
    private const int Jobs = 4_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly string[] Crunch =
        ["--workload", "crunch", "--jobs", Jobs.ToString(CultureInfo.InvariantCulture), "--items", "1000000", "--range", "2000000", "--no-progress", "--json", "-"];

    private readonly string _folder = Directory.CreateTempSubdirectory("mul-cluster-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("crunch", "--jobs", "6", "--items", "100000", "--range", "200000")]
    [InlineData("mixed", "--jobs", "4", "--latency", "5ms", "--crunch-jobs", "4", "--items", "100000", "--range", "200000")]
    [InlineData("noop", "--jobs", "5000")]
    public async Task Left_in_peace_it_comes_to_the_same_results_as_the_run_s_own_process(string workload, params string[] options)
    {
        string[] rest = ["--workload", workload, .. options, "--no-progress", "--json", "-"];
        var here = await MulCommand.RunAsync(["run", "sequential", .. rest]);
        var there = await MulCommand.RunAsync(["run", "cluster-router", .. rest]);

        Assert.True(there.ExitCode == 0, there.ToString());
        Assert.Equal(here.Digests, there.Digests);
        Assert.Equal(2, there.Json.GetProperty("nodes").GetProperty("joined").GetInt32());

        if (OperatingSystem.IsLinux())
        {
            // Its own, and those of two node processes.
            var threads = here.Json.GetProperty("threads").GetProperty("max").GetInt32();
            Assert.InRange(there.Json.GetProperty("threads").GetProperty("max").GetInt32(), threads + 4, 10 * threads);
        }
    }

    [SkippableFact]
    [Trait("Speed", "slow")]
    public async Task What_a_killed_node_had_is_lost_and_the_run_ends_and_says_so()
    {
        Skip.If(ProcessTable.Missing is not null, ProcessTable.Missing);
        using var run = MulCommand.Start(["run", Profile("silence = 2s"), .. Crunch]);
        run.Input.Close();
        var nodes = await run.NodesAsync(2);

        await ProcessTable.WorksAsync(nodes[0], Patience);
        ProcessTable.Signal("KILL", nodes[0]);
        var ended = await run.EndAsync();

        Assert.True(ended.ExitCode == 1, ended.ToString());
        var (told, completed, failed, cancelled) = ended.Jobs;
        Assert.Equal((Jobs, Jobs, 0), (told, completed + failed, cancelled));
        // All were pushed at the beginning, half of them to each.
        Assert.InRange(failed, 1, Jobs / 2);
        Assert.Equal(1, ended.Json.GetProperty("nodes").GetProperty("died").GetInt32());
    }

    [SkippableFact]
    public async Task A_run_whose_nodes_are_all_gone_ends_with_4()
    {
        Skip.If(ProcessTable.Missing is not null, ProcessTable.Missing);
        using var run = MulCommand.Start(["run", "cluster-router", .. Crunch]);
        run.Input.Close();

        ProcessTable.Signal("KILL", await run.NodesAsync(2));
        var ended = await run.EndAsync();

        Assert.True(ended.ExitCode == 4, ended.ToString());
        Assert.Contains("too few nodes", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_journal_is_refused_for_it_would_promise_what_the_router_does_not_keep()
    {
        var run = await MulCommand.RunAsync("run", "cluster-router", "--workload", "noop", "--journal", Path.Combine(_folder, "run.journal"));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--journal", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nodes_that_the_run_does_not_start_are_refused()
    {
        var run = await MulCommand.RunAsync("run", Profile("min = 3"), "--workload", "noop");

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("mul.nodes.min = 3", run.Errors, StringComparison.Ordinal);
    }

    private string Profile(string more)
    {
        var path = Path.Combine(_folder, "mine.hocon");
        File.WriteAllText(path, $$"""
            mul.nodes { processes = 2, routing = cluster, {{more}} }
            own-thread { type = ForkJoinDispatcher, dedicated-thread-pool { thread-count = 1 } }
            akka.actor.deployment {
              /crunchers { router = round-robin-pool, nr-of-instances = 1, pool-dispatcher = own-thread }
              /idlers    { router = round-robin-pool, nr-of-instances = 1, pool-dispatcher = own-thread }
            }
            """);
        return path;
    }
}
