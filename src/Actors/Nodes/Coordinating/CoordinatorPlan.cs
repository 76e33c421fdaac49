using Mul.Actors.Nodes.Leases;

namespace Mul.Actors.Nodes.Coordinating;

/// <summary>Everything that a coordinator needs to know before it begins.</summary>
internal sealed record CoordinatorPlan
{
    /// <summary>Another run is another list of jobs.</summary>
    public required Guid Run { get; init; }

    /// <summary>What a node's assemblies must be.</summary>
    public required Guid Build { get; init; }

    /// <summary>For the nodes: what to make the list and the pools of.</summary>
    public required string Work { get; init; }

    public required LeaseRules Rules { get; init; }

    /// <summary>How many of the jobs, from the first, are the run's and recorded; the rest are warm-up.</summary>
    public required int Jobs { get; init; }

    /// <summary>Where outcomes are kept; null = only in memory.</summary>
    public IOutcomeStore? Store { get; init; }

    /// <summary>What the store had at the beginning.</summary>
    public IReadOnlyCollection<NodeOutcome> Recorded { get; init; } = [];

    /// <summary>Told why, on the coordinator's thread, when it cannot go on: another in its place knows of no job.</summary>
    public Action<Exception> Failed { get; init; } = _ => { };

    /// <summary>How long is waited for what nodes have used. Default: 2 s.</summary>
    public TimeSpan StockPatience { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The same when the run is stopping. Default: <see cref="WhenStopping"/>.</summary>
    public TimeSpan StopPatience { get; init; } = WhenStopping;

    /// <summary>0.3 s: whoever interrupts a run waits for its result.</summary>
    public static TimeSpan WhenStopping { get; } = TimeSpan.FromSeconds(0.3);

    /// <summary>Told, on the coordinator's thread, how it stands whenever time has passed.</summary>
    public Action<NodeCensus> Watched { get; init; } = _ => { };
}

/// <param name="Here">Nodes heard of within a lease's time.</param>
/// <param name="Held">Jobs in their hands.</param>
internal sealed record NodeCensus(int Here, int Held, int Redispatched, int Died);
