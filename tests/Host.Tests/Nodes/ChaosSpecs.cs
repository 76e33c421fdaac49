using System.Globalization;
using Mul.Host.Tests.EndToEnd;
using Xunit.Abstractions;

namespace Mul.Host.Tests.Nodes;

/// <summary>Real processes in real trouble, in an order that follows from a seed, and a checker that shares nothing with them.</summary>
[Collection(AloneOnTheMachine.Name)]
public sealed class ChaosSpecs(ITestOutputHelper output) : IDisposable
{
    private const int Nodes = 3;
    private const int Jobs = 3_000;
    private const int Faults = 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("mul-chaos-").FullName;
    private readonly MulCommand?[] _nodes = new MulCommand?[Nodes];
    private int _port;

    private string JournalPath => Path.Combine(_folder, "run.journal");

    public void Dispose()
    {
        foreach (var node in _nodes)
        {
            node?.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    [SkippableTheory]
    [Trait("Speed", "slow")]
    [InlineData(20)]
    public async Task No_job_is_lost_or_counted_twice_whatever_is_killed(int seed)
    {
        Skip.If(ProcessTable.Missing is not null, ProcessTable.Missing);
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        _port = FreePort.Find();
        WriteProfile();
        var run = StartRun();
        for (var node = 0; node < Nodes; node++)
        {
            _nodes[node] = Join(node);
        }

        await ProcessTable.EventuallyAsync(() => File.Exists(JournalPath + "-wal") && new FileInfo(JournalPath + "-wal").Length > 20_000, Patience, "nothing is journaled");
        for (var fault = 0; fault < Faults && !run.Output.IsCompleted; fault++)
        {
            run = fault == Faults / 2 ? await RestartAsync(run) : await DoAsync(random, run);
            await Task.Delay(random.Next(200, 700));
        }

        for (var node = 0; node < Nodes; node++)
        {
            ProcessTable.Signal("CONT", _nodes[node]!.Id);
        }

        var ended = await run.EndAsync();
        run.Dispose();
        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.Equal((Jobs, Jobs, 0, 0), ended.Jobs);
        output.WriteLine(ended.Json.GetProperty("nodes").ToString());

        var undisturbed = await MulCommand.RunAsync(["run", "parallel", .. Workload]);
        Assert.Equal(undisturbed.Pool.GetProperty("digest").GetString(), ended.Pool.GetProperty("digest").GetString());
        using var checker = new JournalChecker(JournalPath);
        Assert.Empty(checker.Faults(Jobs));
    }

    private static string[] Workload =>
        ["--workload", "crunch", "--jobs", Jobs.ToString(CultureInfo.InvariantCulture), "--items", "200000", "--range", "400000", "--no-progress", "--json", "-"];

    private async Task<MulCommand> DoAsync(Random random, MulCommand run)
    {
        var node = random.Next(Nodes);
        switch (random.Next(8))
        {
            case 0 or 1 or 2:
                output.WriteLine($"kill node {node}");
                ProcessTable.Signal("KILL", _nodes[node]!.Id);
                _nodes[node]!.Dispose();
                _nodes[node] = Join(node);
                break;
            case 3 or 4:
                output.WriteLine($"stop node {node}");
                ProcessTable.Signal("STOP", _nodes[node]!.Id);
                break;
            case 5 or 6:
                output.WriteLine("go on, all nodes");
                ProcessTable.Signal("CONT", _nodes.Select(one => one!.Id));
                break;
            default:
                return await RestartAsync(run);
        }

        return run;
    }

    private async Task<MulCommand> RestartAsync(MulCommand run)
    {
        output.WriteLine("kill the coordinator, and start it on its journal");
        var measured = ProcessTable.ChildrenOf(run.Id);
        ProcessTable.Signal("KILL", [run.Id, .. measured]);
        await ProcessTable.EventuallyAsync(() => !measured.Any(ProcessTable.IsAlive), Patience, "the coordinator does not end");
        run.Dispose();
        return StartRun();
    }

    private void WriteProfile() => File.WriteAllText(Path.Combine(_folder, "chaos.hocon"), string.Create(CultureInfo.InvariantCulture, $$"""
        mul.nodes { min = 1, listen = "127.0.0.1:{{_port}}", lease = 1s }
        own-thread { type = ForkJoinDispatcher, dedicated-thread-pool { thread-count = 1 } }
        akka.actor.deployment {
          /crunchers { router = round-robin-pool, nr-of-instances = 1, pool-dispatcher = own-thread }
        }
        """));

    // Told by the clock, so that the trouble meets the run on machines of any speed.
    private MulCommand StartRun()
    {
        var run = MulCommand.Start(["run", Path.Combine(_folder, "chaos.hocon"), .. Workload, "--rate", "300", "--journal", JournalPath]);
        run.Input.Close();
        return run;
    }

    private MulCommand Join(int node) =>
        MulCommand.Start("node", "--join", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_port}"), "--name", string.Create(CultureInfo.InvariantCulture, $"node-{node}"));
}
