using Mul.Actors.Running;
using Mul.Host.Profiles.Plans;

namespace Mul.Host.Simulation;

/// <summary>Everything that a forecast depends on: equal plans yield equal forecasts.</summary>
internal sealed record ForecastPlan
{
    // About 50 million events, which take some ten seconds: each job is a few of them.
    private const int JobsInAll = 10_000_000;

    // As few as a band can be made of.
    private const int FewestRuns = 9;

    public required IReadOnlyList<PoolPlan> Pools { get; init; }

    /// <summary>Of each job, in the order in which they are told, its pool's place in <see cref="Pools"/>.</summary>
    public required IReadOnlyList<int> PoolOfJob { get; init; }

    /// <summary>By pool, what jobs asked of the machine in the pilot; at least one wherever the pool has jobs.</summary>
    public required IReadOnlyList<IReadOnlyList<JobDemand>> Pilots { get; init; }

    /// <summary>By pool, what jobs share. Default: empty, nothing.</summary>
    public IReadOnlyList<Shared> Shared { get; init; } = [];

    public required int Cores { get; init; }

    public Arrivals Arrivals { get; init; } = Arrivals.AllAtOnce;

    /// <summary>Default: 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <inheritdoc cref="SimulationPlan.Nodes"/>
    public int Nodes { get; init; }

    /// <inheritdoc cref="SimulationPlan.ToldBefore"/>
    public int ToldBefore { get; init; }

    /// <inheritdoc cref="SimulationPlan.TellTime"/>
    public TimeSpan TellTime { get; init; }

    /// <summary>Runs of few jobs that are simulated. Default: 200.</summary>
    public int MostRuns { get; init; } = 200;

    /// <summary>Runs that are simulated: fewer than <see cref="MostRuns"/> where there are many jobs, and no fewer than 9.</summary>
    public int Runs => Math.Clamp((int)((long)JobsInAll * MostRuns / 200) / Math.Max(1, PoolOfJob.Count), Math.Min(FewestRuns, MostRuns), MostRuns);
}

/// <summary>What jobs have in common.</summary>
/// <param name="Round">Jobs of a round, in the order in which they are told: that begin together, or that are the first of their routees.</param>
/// <param name="RoundOffsets">Of which one is added to the waits of all jobs of a round; empty = none.</param>
/// <param name="Pace">Multiplies the demands of all jobs of a run.</param>
internal sealed record Shared(int Round, IReadOnlyList<TimeSpan> RoundOffsets, ProcessPace Pace)
{
    /// <summary>What jobs of the first round ask of the machine. Default: empty, what the others do.</summary>
    public IReadOnlyList<JobDemand> FirstRound { get; init; } = [];
}
