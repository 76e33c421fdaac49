using Mul.Actors.Running;
using Mul.Host.Profiles.Plans;

namespace Mul.Host.Simulation;

/// <summary>Everything that a simulation depends on: equal plans yield equal traces.</summary>
internal sealed record SimulationPlan
{
    public required IReadOnlyList<PoolPlan> Pools { get; init; }

    /// <summary>In the order in which they are told.</summary>
    public required PlannedJob[] Jobs { get; init; }

    /// <summary>Cores that all pools share.</summary>
    public required int Cores { get; init; }

    public Arrivals Arrivals { get; init; } = Arrivals.AllAtOnce;

    /// <summary>Feeds the random router and what is a matter of chance. Default: 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Messages that every router has seen before the first job, as those of a warm-up: round robin goes on from there. Default: 0.</summary>
    public int ToldBefore { get; init; }

    /// <summary>What telling one job takes; a burst is as long as its jobs' sum. Default: 0, a burst is an instant.</summary>
    public TimeSpan TellTime { get; init; }

    /// <summary>
    /// What it takes until a parked fork-join thread is awake. Default: 0. Jobs told meanwhile wake fewer threads: Akka.NET has at
    /// most as many wake-ups under way as there are cores.
    /// </summary>
    public LogUniform WakeUpTime { get; init; }

    /// <summary>What it takes until an idle thread of the CLR's pool is awake. Default: 0. Jobs told meanwhile find no routee at work.</summary>
    public TimeSpan PoolWakeUpTime { get; init; }

    /// <summary>How long a thread keeps a core while others wait for one. Default: 0, cores are shared evenly at every instant.</summary>
    public TimeSpan Slice { get; init; }

    /// <summary>Nodes on the same cores, each with all pools and threads of its own, that take jobs when they have room. Default: 0, the pools are in the run's own process.</summary>
    public int Nodes { get; init; }

    /// <summary>From a job's end on a node until the next one is there. Default: 0.</summary>
    public TimeSpan HandOverTime { get; init; }

    /// <summary>How often there is each pool.</summary>
    public int Copies => Math.Max(1, Nodes);

    /// <summary>What it takes until a router that wants to resize has done so. Default: 0, what is told next goes to its new routees.</summary>
    public TimeSpan ResizeTime { get; init; }
}
