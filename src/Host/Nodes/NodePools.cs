using System.Diagnostics;
using System.Globalization;
using Akka.Actor;
using Mul.Actors.Jobs;
using Mul.Actors.Nodes.Coordinating;
using Mul.Actors.Nodes.Leases;
using Mul.Host.Nodes.Tls;
using Mul.Host.Profiles.Knowledge;
using static Mul.Actors.Nodes.CoordinatorProtocol;

namespace Mul.Host.Nodes;

/// <summary>Pools on other nodes: a coordinator here, and node processes where the profile asks for them.</summary>
internal sealed class NodePools : IRunPools
{
    // A node whose machine stalls, or that is being started again, is waited for.
    private const int PatienceInLeases = 5;

    private readonly NodeSettings _settings;
    private readonly OutcomeJournal? _journal;
    private readonly PoolDesk _desk;
    private readonly NodeProcesses _processes;
    private readonly Muster _muster;
    private readonly double _startupSeconds;
    private NodeCensus _census = new(0, 0, 0, 0);
    private Report? _before;
    private volatile RefusedPeer? _refused;
    private long _noneSince;

    /// <summary>Starts what there is to start, and waits until all nodes are here.</summary>
    /// <param name="giveUp">Called when too few nodes are left to go on.</param>
    /// <exception cref="UserException">The nodes did not come.</exception>
    /// <param name="journal">Where outcomes are kept, and some may be already; null = only in memory. Closed with the pools.</param>
    public NodePools(NodeSettings settings, NodeWork work, JobList jobs, int pools, OutcomeJournal? journal, Action giveUp, CancellationToken cancellation)
    {
        var begun = Stopwatch.GetTimestamp();
        _settings = settings;
        _muster = new Muster(giveUp);
        _journal = journal;
        _journal?.Failed = why => _muster.GiveUp(new UserException(why));
        var tls = settings.Tls is { } folder ? new MutualTls(NodeCertificates.Load(NodeCertificates.Option, folder), peer => _refused = peer) : null;
        var (host, port) = settings.ListenOn();
        var system = NodeSystem.Start(host, port, NodeKeys.Listen, tls);
        var plan = new CoordinatorPlan
        {
            Run = journal?.Run ?? Guid.NewGuid(),
            Build = NodeSystem.Build,
            Work = work.ToJson(),
            Rules = new LeaseRules { Lease = settings.Lease, Pools = pools, Epoch = journal?.Epoch ?? 1, ExpectedNodes = settings.Processes > 0 ? [] : journal?.Nodes ?? [] },
            Jobs = jobs.Count,
            Store = journal,
            Recorded = journal?.Recorded ?? [],
            Watched = Note,
            Failed = why => _muster.GiveUp(new UserException(
                $"this run cannot go on: its coordinator failed: {why.GetBaseException().Message.ReplaceLineEndings(" ")} With --journal what is done is kept, and the run can be started again on it.", UserException.Internal)),
        };
        var coordinator = system.ActorOf(Coordinator.PropsFor(plan).WithDispatcher(NodeSystem.Dispatcher), Coordinator.Name);
        _desk = new PoolDesk(system, coordinator, pools, jobs.Count, work.Warmup);
        _processes = NodeProcesses.Start(settings.Processes, string.Create(CultureInfo.InvariantCulture, $"{host}:{NodeSystem.PortOf(system)}"), settings.Tls, Bury);
        _muster.Wait(
            this,
            () => Census!.Here >= settings.Expected,
            () => TooFewNodes.ToBegin(
                string.Create(CultureInfo.InvariantCulture, $"{Census!.Here} of {settings.Expected} have joined"),
                WhoWasRefused()),
            cancellation);
        // All have come without whom it was.
        _refused = null;
        _startupSeconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    public IReadOnlyList<IActorRef> ForRun => _desk.ForRun;

    public IReadOnlyList<IActorRef> ForWarmup => _desk.ForWarmup;

    public int Places => _settings.Expected;

    public IReadOnlyList<PoolGauge> Gauges => [];

    /// <summary>Nodes that are here now, jobs in their hands, and what was handed out again.</summary>
    public NodeCensus? Census => Volatile.Read(ref _census);

    public void Cancel() => _desk.Tell(StopRun.Instance);

    public void Begin() => _before = _desk.TakeStock();

    public PoolsSeen End()
    {
        var after = _desk.TakeStock();
        _muster.ThrowIfFailed();
        return PoolsSeen.OnNodes(_before!, after, _startupSeconds, _journal?.Recorded.Count ?? 0);
    }

    public void Dispose()
    {
        _processes.Dispose();
        _desk.Dispose();
        // After its last writer.
        _journal?.Dispose();
    }

    private void Note(NodeCensus census)
    {
        Volatile.Write(ref _census, census);
        if (!_muster.IsComplete || census.Here > 0)
        {
            _noneSince = 0;
        }
        else if (_noneSince == 0)
        {
            _noneSince = Stopwatch.GetTimestamp();
        }
        else if (Stopwatch.GetElapsedTime(_noneSince) > PatienceInLeases * _settings.Lease)
        {
            _muster.GiveUp(TooFewNodes.ToGoOn(string.Create(CultureInfo.InvariantCulture, $"none of {_settings.Expected} is left"), WhoWasRefused()));
        }
    }

    private string WhoWasRefused() => _refused is { } peer ? $"The certificate of {peer.Peer} was refused: it {peer.Fault}." : "";

    private void Bury(EndedNode node)
    {
        _desk.Tell(new NodeEnded(node.Name));
        // Where nodes of other origin are expected, whether one is there shows before long.
        _muster.Lose(node, _settings.Processes, others: _settings.Min > _settings.Processes);
    }
}
