using System.Diagnostics;
using System.Globalization;
using Akka.Actor;
using Akka.Cluster;
using Akka.Routing;
using Mul.Actors.Jobs;
using Mul.Actors.Nodes.Coordinating;
using Mul.Actors.Nodes.Wire;
using static Mul.Actors.Nodes.CoordinatorProtocol;

namespace Mul.Host.Nodes.Clustering;

/// <summary>Pools on node processes, reached through Akka.Cluster's own cluster-aware round-robin pool: what is pushed to a node that dies is lost.</summary>
internal sealed class ClusterPools : IRunPools
{
    private readonly ClusterSettings _settings;
    private readonly ActorSystem _system;
    private readonly IActorRef[] _routers;
    private readonly PoolDesk _desk;
    private readonly NodeProcesses _processes;
    private readonly Muster _muster;
    private readonly double _startupSeconds;
    private volatile bool _isStopping;
    private Report? _before;
    private int _surveys;

    /// <summary>Starts the nodes, and waits until all are members and have their routees.</summary>
    /// <param name="jobs">How many the run has.</param>
    /// <param name="pools">How many the workload has.</param>
    /// <param name="giveUp">Called when no node is left.</param>
    /// <exception cref="UserException">The nodes did not come.</exception>
    public ClusterPools(ClusterSettings settings, NodeWork work, int jobs, int pools, Action giveUp, CancellationToken cancellation)
    {
        var begun = Stopwatch.GetTimestamp();
        _settings = settings;
        _muster = new Muster(giveUp);
        _system = ClusterSystem.Start(role: null, pools, settings.Processes);
        var cluster = Cluster.Get(_system);
        cluster.Join(cluster.SelfAddress);
        _routers = [.. Enumerable.Range(0, pools).Select(pool => _system.ActorOf(ClusterRoutee.PropsFor().WithRouter(FromConfig.Instance), ClusterSystem.RouterOf(pool)))];
        _desk = new PoolDesk(_system, _system.ActorOf(ClusterDesk.PropsFor(_routers, settings.Silence).WithDispatcher(NodeSystem.Dispatcher)), pools, jobs, work.Warmup);
        var port = ClusterSystem.PortOf(_system);
        _processes = NodeProcesses.Start(settings.Processes, _ => [ClusterNodeTask.Verb], Bury, name => new ClusterNodeTask(name, port, work).ToJson());
        _muster.Wait(this, AreHere, () => TooFewNodes.ToBegin(string.Create(CultureInfo.InvariantCulture, $"not all of {settings.Processes} have joined the cluster")), cancellation);
        _startupSeconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    public IReadOnlyList<IActorRef> ForRun => _desk.ForRun;

    public IReadOnlyList<IActorRef> ForWarmup => _desk.ForWarmup;

    public int Places => _settings.Processes;

    public IReadOnlyList<PoolGauge> Gauges => [];

    public void Cancel()
    {
        _isStopping = true;
        _desk.Tell(StopRun.Instance);
        _processes.Tell(ClusterNodeTask.CancelLine);
    }

    public void Begin() => _before = TakeStock();

    public PoolsSeen End()
    {
        var after = TakeStock();
        _muster.ThrowIfFailed();
        return PoolsSeen.OnNodes(_before!, after, _startupSeconds);
    }

    public void Dispose()
    {
        _processes.Dispose();
        _desk.Dispose();
    }

    private void Bury(EndedNode node)
    {
        _desk.Tell(new NodeEnded(node.Name));
        _muster.Lose(node, _settings.Processes, others: false);
    }

    private bool AreHere() => _routers.All(router => _desk.Ask<Routees>(router, new GetRoutees())?.Members.Count() == _settings.Processes);

    // Over standard input and output: what is measured does not share its way with the measuring.
    private Report TakeStock()
    {
        var survey = ++_surveys;
        foreach (var surveyed in _processes.AskAll(ClusterNodeTask.StockLine(survey), Answer, _isStopping ? CoordinatorPlan.WhenStopping : PoolDesk.Patience))
        {
            _desk.Tell(surveyed);
        }

        return _desk.TakeStock();

        NodeProtocol.Surveyed? Answer(string line) => ClusterNode.StockOf(line, _system) is var stock && stock.Number == survey ? stock : null;
    }
}
