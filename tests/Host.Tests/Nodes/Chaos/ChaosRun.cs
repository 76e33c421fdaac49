using System.Globalization;
using Mul.Host.Tests.EndToEnd;

namespace Mul.Host.Tests.Nodes.Chaos;

/// <summary>A run over nodes, each in a network of its own: real processes, to be troubled.</summary>
internal sealed class ChaosRun : IDisposable
{
    public const int Nodes = 4;
    public const ulong Seed = 7;

    private const int FirstNodePort = 20_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _folder = Directory.CreateTempSubdirectory("mul-chaos-").FullName;
    private readonly OwnNetwork[] _networks = new OwnNetwork[Nodes];
    private readonly FrameProxy[] _proxies = new FrameProxy[Nodes];
    private readonly MulCommand[] _nodes = new MulCommand[Nodes];
    private readonly int _jobs;
    private readonly TimeSpan _wait;
    private readonly int _port = FreePort.Find();
    private MulCommand? _run;
    private int _joins;

    private ChaosRun(int jobs, TimeSpan wait, int mischief)
    {
        (_jobs, _wait) = (jobs, wait);
        Tap = new WireTap(jobs, Seed);
        Trap = new Trap(mischief);
    }

    public string JournalPath => Path.Combine(_folder, "run.journal");

    public WireTap Tap { get; }

    public Trap Trap { get; }

    public IEnumerable<Mischief> AllMischief => _proxies.Select(proxy => proxy.Mischief);

    /// <summary>Whether the run has ended by itself.</summary>
    public bool IsOver => _run!.Output.IsCompleted;

    /// <param name="wait">How long a job takes.</param>
    /// <param name="mischief">The seed of what becomes of messages.</param>
    public static async Task<ChaosRun> StartAsync(int jobs, TimeSpan wait, int mischief)
    {
        var run = new ChaosRun(jobs, wait, mischief);
        File.WriteAllText(Path.Combine(run._folder, "chaos.hocon"), string.Create(CultureInfo.InvariantCulture, $$"""
            mul.nodes { min = 1, listen = "127.0.0.1:{{run._port}}" }
            akka.actor.deployment { /{{WaitingWorkload.Name}} { router = round-robin-pool, nr-of-instances = 4 } }
            """));
        run.StartCoordinator();
        for (var node = 0; node < Nodes; node++)
        {
            var socket = Path.Combine(run._folder, string.Create(CultureInfo.InvariantCulture, $"{node}.socket"));
            run._proxies[node] = new FrameProxy(node, socket, run._port, run.Tap, run.Trap, new Mischief(mischief + node + 1));
            run._networks[node] = await OwnNetwork.StartAsync(run._port, socket);
            run.StartNode(node);
        }

        return run;
    }

    public int ProcessOf(int node) => _nodes[node].Id;

    public Mischief MischiefOf(int node) => _proxies[node].Mischief;

    public void KillNode(int node)
    {
        // Before the signal: what another node is offered because of it comes later.
        Tap.NodeIsKilled(node);
        ProcessTable.Signal("KILL", ProcessOf(node));
        _nodes[node].Dispose();
        StartNode(node);
    }

    /// <summary>Sends a signal to a node's process, if it is still that one.</summary>
    public void Signal(int node, int process, string signal)
    {
        if (ProcessOf(node) == process && ProcessTable.IsAlive(process))
        {
            ProcessTable.Signal(signal, process);
        }
    }

    public void CutOff(int node) => _networks[node].Cut();

    public void Mend(int node) => _networks[node].Mend();

    /// <summary>The process that has the coordinator: the command's measured child. 0 if it is not there yet.</summary>
    public int Coordinator => ProcessTable.ChildrenOf(_run!.Id).SingleOrDefault();

    /// <summary>Kills what is left of the command and starts it on its journal.</summary>
    /// <returns>What was in the journal then.</returns>
    public async Task<IReadOnlySet<int>> RestartAsync()
    {
        int[] processes = [_run!.Id, .. ProcessTable.ChildrenOf(_run.Id)];
        foreach (var process in processes.Where(ProcessTable.IsAlive))
        {
            ProcessTable.Signal("KILL", process);
        }

        Tap.CoordinatorIsKilled();
        await ProcessTable.EventuallyAsync(() => !processes.Any(ProcessTable.IsAlive), Patience, "the coordinator does not end");
        _run.Dispose();
        var copy = CopyOfJournal();
        StartCoordinator();
        using var journal = new JournalChecker(copy);
        return journal.Jobs;
    }

    public async Task<Ended> EndAsync(TimeSpan patience) => await _run!.EndAsync(patience);

    public void Dispose()
    {
        foreach (var node in _nodes)
        {
            node?.Dispose();
        }

        _run?.Dispose();
        foreach (var proxy in _proxies)
        {
            proxy?.Dispose();
        }

        foreach (var network in _networks)
        {
            network?.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private void StartCoordinator()
    {
        _run = MulCommand.Start(
        [
            "run", Path.Combine(_folder, "chaos.hocon"), "--assembly", typeof(WaitingWorkload).Assembly.Location, "--workload", WaitingWorkload.Name,
            "--option", string.Create(CultureInfo.InvariantCulture, $"jobs={_jobs}"), "--option", string.Create(CultureInfo.InvariantCulture, $"wait={_wait.TotalMilliseconds}ms"),
            "--seed", Seed.ToString(CultureInfo.InvariantCulture), "--warmup", "0", "--sample-timeout", "60min", "--max-silence", "2min",
            "--journal", JournalPath, "--no-progress", "--json", "-",
        ]);
        _run.Input.Close();
    }

    // A port of its own each time, as another machine's next process would have: each network has all of them.
    private void StartNode(int node) => _nodes[node] = MulCommand.StartUnder(
        _networks[node].Entrance,
        "node", "--join", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_port}"),
        "--port", (FirstNodePort + _joins++).ToString(CultureInfo.InvariantCulture),
        "--name", string.Create(CultureInfo.InvariantCulture, $"node-{node}"));

    private string CopyOfJournal()
    {
        var copy = Path.Combine(_folder, "copy.journal");
        foreach (var ending in new[] { "", "-wal" })
        {
            File.Delete(copy + ending);
            if (File.Exists(JournalPath + ending))
            {
                File.Copy(JournalPath + ending, copy + ending);
            }
        }

        File.Delete(copy + "-shm");
        return copy;
    }
}
