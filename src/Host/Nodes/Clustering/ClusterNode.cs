using Akka.Actor;
using Akka.Cluster;
using Mul.Actors.Nodes.Leases;
using Mul.Actors.Nodes.Wire;
using static Mul.Actors.Nodes.Wire.NodeProtocol;

namespace Mul.Host.Nodes.Clustering;

/// <summary>The inside of a node process of a cluster: pools of its own, and a member on which Akka.Cluster's routers make their routees.</summary>
internal sealed class ClusterNode : IDisposable
{
    private readonly Workplace _workplace;
    private readonly IDisposable _threadWatch;
    private readonly ActorSystem _system;
    private readonly ClusterSeat _seat;

    /// <exception cref="Mul.Actors.Jobs.UserException">The profile or the options cannot be used here.</exception>
    public ClusterNode(ClusterNodeTask task)
    {
        _workplace = new Workplace(task.Work, task.Name, capacity: null);
        _threadWatch = _workplace.WatchThreads();
        _system = ClusterSystem.Start(ClusterSystem.Role);
        _seat = ClusterSeat.Of(_system);
        _seat.Workplace = _workplace;
        _seat.Incarnation = new Incarnation(task.Name, DateTimeOffset.UtcNow.UtcTicks, Life: 1);
        Cluster.Get(_system).Join(ClusterSystem.AddressAt(task.Port));
    }

    public void Cancel() => _workplace.Cancel();

    /// <summary>What it has used, and its pools, in one line.</summary>
    /// <param name="survey">The number of the question.</param>
    public string Stock(int survey) =>
        Convert.ToBase64String(new NodeSerializer((ExtendedActorSystem)_system).ToBinary(new Surveyed(_seat.Incarnation!, survey, _workplace.Usage(), _workplace.Pools())));

    /// <summary>Reads what <see cref="Stock"/> wrote.</summary>
    public static Surveyed StockOf(string line, ActorSystem system) =>
        (Surveyed)new NodeSerializer((ExtendedActorSystem)system).FromBinary(Convert.FromBase64String(line), NodeSerializer.SurveyedManifest);

    public void Dispose()
    {
        _threadWatch.Dispose();
        _workplace.Dispose();
    }
}
