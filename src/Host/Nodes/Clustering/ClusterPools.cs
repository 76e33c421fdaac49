using System.Diagnostics;
using System.Globalization;
using Akka.Actor;
using Akka.Cluster;
using Akka.Routing;
using Mul.Actors.Jobs;
using Mul.Actors.Nodes;
using Mul.Actors.Running;
using Mul.Host.Traces;
using static Mul.Actors.Nodes.CoordinatorProtocol;

namespace Mul.Host.Nodes.Clustering;

/// <summary>Pools on node processes, reached through Akka.Cluster's own cluster-aware round-robin pool: what is pushed to a node that dies is lost.</summary>
internal sealed class ClusterPools : IRunPools
{
    private static readonly TimeSpan StockPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(20);

    private readonly ClusterSettings _settings;
    private readonly ActorSystem _system;
    private readonly IActorRef[] _routers;
    private readonly IActorRef _desk;
    private readonly NodeClock _clock;
    private readonly NodeProcesses _processes;
    private readonly Action _giveUp;
    private readonly double _startupSeconds;
    private Report? _before;
    private volatile UserException? _failure;
    private volatile bool _haveJoined;

    /// <summary>Starts the nodes, and waits until all are members and have their routees.</summary>
    /// <param name="jobs">How many the run has.</param>
    /// <param name="pools">How many the workload has.</param>
    /// <param name="giveUp">Called when no node is left.</param>
    /// <exception cref="UserException">The nodes did not come.</exception>
    public ClusterPools(ClusterSettings settings, NodeWork work, int jobs, int pools, Action giveUp, CancellationToken cancellation)
    {
        var begun = Stopwatch.GetTimestamp();
        _settings = settings;
        _giveUp = giveUp;
        _system = ClusterSystem.Start(role: null, pools, settings.Processes);
        var cluster = Cluster.Get(_system);
        cluster.Join(cluster.SelfAddress);
        _routers = [.. Enumerable.Range(0, pools).Select(pool => _system.ActorOf(ClusterRoutee.PropsFor().WithRouter(FromConfig.Instance), ClusterSystem.RouterOf(pool)))];
        _desk = _system.ActorOf(ClusterDesk.PropsFor(_routers, settings.Silence).WithDispatcher(NodeSystem.Dispatcher));
        _clock = new NodeClock(_desk);
        ForRun = [.. Enumerable.Range(0, pools).Select(pool => Pool(pool, offset: 0))];
        ForWarmup = [.. Enumerable.Range(0, pools).Select(pool => Pool(pool, NumberedJobs.WarmupNumber(jobs, work.Warmup, pool)))];
        var port = ClusterSystem.PortOf(_system);
        _processes = NodeProcesses.Start(settings.Processes, _ => [ClusterNodeTask.Verb], Bury, name => new ClusterNodeTask(name, port, work).ToJson());
        WaitForNodes(cancellation);
        _startupSeconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    public IReadOnlyList<IActorRef> ForRun { get; }

    public IReadOnlyList<IActorRef> ForWarmup { get; }

    public int Places => _settings.Processes;

    public IReadOnlyList<PoolGauge> Gauges => [];

    public void Cancel()
    {
        _desk.Tell(StopRun.Instance);
        _processes.Tell(ClusterNodeTask.CancelLine);
    }

    public void Begin() => _before = TakeStock();

    public PoolsSeen End()
    {
        var after = TakeStock();
        if (_failure is { } failure)
        {
            throw failure;
        }

        var used = NodesUsage.Between(_before!, after);
        var nodes = new NodesRecord(after.Nodes.Count, _startupSeconds, Redispatched: 0, Expired: 0, after.Leases.Died, after.Leases.Stale, Disagreements: 0, Resumed: 0);
        return new PoolsSeen(after.Routees, [], record => NodesUsage.AddTo(record, used) with { Nodes = nodes }, (used.User + used.System).TotalSeconds);
    }

    public void Dispose()
    {
        _processes.Dispose();
        _clock.Dispose();
        _system.Terminate().Wait(TimeSpan.FromSeconds(1));
    }

    private IActorRef Pool(int pool, int offset) => _system.ActorOf(NodePool.PropsFor(_desk, pool, offset).WithDispatcher(NodeSystem.Dispatcher));

    private void Bury(string node, int left)
    {
        _desk.Tell(new NodeEnded(node));
        if (left == 0 || !_haveJoined)
        {
            // One may end before all are started.
            _failure = TooFewNodes.ToGoOn(left, _settings.Processes, _processes?.LastWords);
            _giveUp();
        }
    }

    private void WaitForNodes(CancellationToken cancellation)
    {
        var begun = Stopwatch.GetTimestamp();
        while (!cancellation.IsCancellationRequested && !AreHere())
        {
            if (_failure is null && Stopwatch.GetElapsedTime(begun) < TooFewNodes.StartPatience)
            {
                cancellation.WaitHandle.WaitOne(LookInterval);
                continue;
            }

            var failure = _failure
                ?? TooFewNodes.ToBegin(string.Create(CultureInfo.InvariantCulture, $"not all of {_settings.Processes} have joined the cluster"), _processes.LastWords);
            Dispose();
            throw failure;
        }

        _haveJoined = true;
    }

    private bool AreHere() => _routers.All(router =>
        Inquiry.Ask<Routees>(_system, router, new GetRoutees(), NodeSystem.Dispatcher, StockPatience)?.Members.Count() == _settings.Processes);

    // Over standard input and output: what is measured does not share its way with the measuring.
    private Report TakeStock()
    {
        foreach (var line in _processes.AskAll(ClusterNodeTask.StockLine, StockPatience))
        {
            _desk.Tell(ClusterNode.StockOf(line, _system));
        }

        return Inquiry.Ask<Report>(_system, _desk, CoordinatorProtocol.TakeStock.Instance, NodeSystem.Dispatcher, StockPatience)
            ?? throw new InvalidOperationException("the desk does not answer");
    }
}
