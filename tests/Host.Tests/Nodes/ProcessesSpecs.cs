using System.Diagnostics;
using Mul.Host.Tests.EndToEnd;

namespace Mul.Host.Tests.Nodes;

/// <summary>Pools in node processes, with the command as built.</summary>
[Collection(AloneOnTheMachine.Name)]
public sealed class ProcessesSpecs : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly string[] Crunch = ["--workload", "crunch", "--items", "1000000", "--range", "2000000", "--no-progress", "--json", "-"];

    private readonly string _folder = Directory.CreateTempSubdirectory("mul-processes-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("crunch", "--jobs", "6", "--items", "100000", "--range", "200000")]
    [InlineData("downloads", "--jobs", "6", "--latency", "5ms")]
    [InlineData("mixed", "--jobs", "4", "--latency", "5ms", "--crunch-jobs", "4", "--items", "100000", "--range", "200000")]
    [InlineData("noop", "--jobs", "5000")]
    public async Task Nodes_come_to_the_same_results_as_the_run_s_own_process(string workload, params string[] options)
    {
        string[] rest = ["--workload", workload, .. options, "--no-progress", "--json", "-"];
        var here = await MulCommand.RunAsync(["run", "sequential", .. rest]);
        var there = await MulCommand.RunAsync(["run", "processes", .. rest]);

        Assert.True(there.ExitCode == 0, there.ToString());
        Assert.Equal(here.Digests, there.Digests);
        Assert.Equal(2, there.Json.GetProperty("nodes").GetProperty("joined").GetInt32());
    }

    [Fact]
    public async Task What_the_nodes_saw_of_their_pools_and_used_is_in_the_result()
    {
        var run = await MulCommand.RunAsync(["run", "processes", "--jobs", "400", .. Crunch]);

        Assert.True(run.ExitCode == 0, run.ToString());
        var effective = run.Pool.GetProperty("effective");
        Assert.Equal((2, 2), (run.Pool.GetProperty("configured").GetProperty("routees").GetInt32(), effective.GetProperty("routees").GetInt32()));
        Assert.Equal("own-thread", effective.GetProperty("dispatcher").GetProperty("id").GetString());
        Assert.Equal(2, effective.GetProperty("dispatcher").GetProperty("threads").GetInt32());
        Assert.Equal(2, run.Pool.GetProperty("concurrency").GetProperty("max").GetInt32());
        Assert.DoesNotContain(run.Json.GetProperty("findings").EnumerateArray(), finding => finding.GetProperty("id").GetString() is "effective-differs" or "instrument-disagrees");

        // The work is done in the nodes: without theirs there would be next to no CPU time.
        var service = run.Pool.GetProperty("serviceSeconds").GetProperty("mean").GetDouble() * 400;
        Assert.InRange(run.Json.GetProperty("cpu").GetProperty("userSeconds").GetDouble(), 0.2 * service, double.MaxValue);
    }

    [SkippableFact]
    public async Task A_run_goes_on_when_a_node_is_killed_and_counts_every_job_once()
    {
        Skip.If(ProcessTable.Missing is not null, ProcessTable.Missing);
        using var run = MulCommand.Start(["run", "processes", "--jobs", "2000", .. Crunch]);
        run.Input.Close();
        var nodes = await run.NodesAsync(2);

        // In mid-run: a node that has its work computes.
        await ProcessTable.WorksAsync(nodes[0], Patience);
        ProcessTable.Signal("KILL", nodes[0]);
        var ended = await run.EndAsync();

        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.Equal((2000, 2000, 0, 0), ended.Jobs);
        Assert.Equal(1, ended.Json.GetProperty("nodes").GetProperty("died").GetInt32());
        // No node has more in advance than half of its share of what waits.
        Assert.InRange(ended.Json.GetProperty("nodes").GetProperty("redispatched").GetInt32(), 1, 500);
    }

    [SkippableFact]
    public async Task An_experiment_whose_nodes_are_gone_reports_the_blocks_that_are_complete_and_says_how_to_go_on()
    {
        Skip.If(ProcessTable.Missing is not null, ProcessTable.Missing);
        var ledger = Path.Combine(_folder, "x.jsonl");
        using var compare = MulCommand.Start(["compare", "sequential", "processes", "--jobs", "50", .. Crunch, "--blocks", "6", "--ledger", ledger]);
        compare.Input.Close();
        // Its header, and a sample of each.
        await ProcessTable.EventuallyAsync(() => File.Exists(ledger) && File.ReadLines(ledger).Count() > 2, Patience, "no block is complete");

        await ProcessTable.EventuallyAsync(() => HasEndedWithoutNodes(compare.Id), Patience, "the experiment goes on");
        var ended = await compare.EndAsync();

        Assert.True(ended.ExitCode == 4, ended.ToString());
        Assert.InRange(ended.Json.GetProperty("blocks").GetInt32(), 1, 5);
        Assert.StartsWith("mul: processes: too few nodes to ", ended.Errors, StringComparison.Ordinal);
        Assert.EndsWith(" What is measured is kept: go on with --resume.\n", ended.Errors, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_run_whose_nodes_are_all_gone_ends_with_4_and_says_so()
    {
        Skip.If(ProcessTable.Missing is not null, ProcessTable.Missing);
        using var run = MulCommand.Start(["run", "processes", "--jobs", "5000", .. Crunch]);
        run.Input.Close();
        var nodes = await run.NodesAsync(2);

        ProcessTable.Signal("KILL", nodes);
        var ended = await run.EndAsync();

        Assert.Equal(4, ended.ExitCode);
        Assert.Contains("too few nodes", ended.Errors, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_run_of_which_one_node_ends_before_all_have_joined_ends_with_4_at_once_and_says_what_happened()
    {
        Skip.If(ProcessTable.Missing is not null, ProcessTable.Missing);
        var profile = Path.Combine(_folder, "mine.hocon");
        // The third never comes, so that the end of any comes before all have joined.
        File.WriteAllText(profile, $$"""
            mul.nodes { processes = 2, min = 3, listen = "127.0.0.1:{{FreePort.Find()}}" }
            akka.actor.deployment { /crunchers { router = round-robin-pool, nr-of-instances = 1 } }
            """);
        using var run = MulCommand.Start(["run", profile, "--jobs", "5000", .. Crunch]);
        run.Input.Close();
        var nodes = await run.NodesAsync(2);

        ProcessTable.Signal("KILL", nodes[0]);
        var ended = await run.EndAsync();

        Assert.True(ended.ExitCode == 4, ended.ToString());
        Assert.Matches(@"\nmul: too few nodes to begin: 1 of 2 node processes are left\. node own-[12] ended with exit code 137\.\n$", ended.Errors);
    }

    [SkippableFact]
    public async Task No_node_outlives_a_run_that_is_killed()
    {
        Skip.If(ProcessTable.Missing is not null, ProcessTable.Missing);
        await Promptly.WithinAsync(TimeSpan.FromSeconds(5), async () =>
        {
            using var run = MulCommand.Start(["run", "processes", "--jobs", "5000", .. Crunch]);
            run.Input.Close();
            var nodes = await run.NodesAsync(2);

            // One that has only just been started would find out when it has got so far.
            await Task.WhenAll(nodes.Select(node => ProcessTable.WorksAsync(node, Patience)));
            var killed = Stopwatch.GetTimestamp();
            ProcessTable.Signal("KILL", run.Id);
            await ProcessTable.EventuallyAsync(() => !nodes.Any(ProcessTable.IsAlive), Patience, "a node is left over");
            return (Stopwatch.GetElapsedTime(killed), nodes);
        });
    }

    // Kills those of whichever sample is under way.
    private static bool HasEndedWithoutNodes(int command)
    {
        if (ProcessTable.ChildrenOf(command).SelectMany(ProcessTable.ChildrenOf).ToArray() is { Length: > 0 } nodes)
        {
            ProcessTable.Signal("KILL", nodes);
        }

        return !ProcessTable.IsAlive(command);
    }
}
