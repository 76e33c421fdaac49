using Mul.Actors.Jobs;
using Mul.Host.Profiles;
using Mul.Host.Statistics;

namespace Mul.Host.Simulation;

/// <summary>What a pool's jobs ask of the machine, from two pilots.</summary>
/// <param name="Alone">With one routee.</param>
/// <param name="Together">With one routee per core if jobs compute (<see cref="Computes"/>), else with many at once.</param>
/// <param name="AtOnce">Routees of the latter.</param>
/// <param name="Cores">On which both ran.</param>
/// <param name="Handling">Of the jobs.</param>
internal sealed record Piloted(PilotRun Alone, PilotRun Together, int AtOnce, int Cores, Handling Handling)
{
    // Its thread that looks every millisecond, two heartbeats and the counting of outcomes: seen up to a quarter of a core.
    private const double MostOfInstrument = 0.5;

    // The rest is what other programs took of the core.
    private const double ComputesThroughout = 0.9;

    /// <summary>Whether jobs need a core for at least half of their time, so that more of them than cores would only wait for one.</summary>
    public static bool Computes(PilotRun alone) => alone.CpuPerJob >= alone.MedianService / 2;

    /// <summary>A few jobs under the profile itself, if they compute: what its own dispatcher costs them is in no other pilot. Default: empty.</summary>
    public IReadOnlyList<PilotRun> Own { get; init; } = [];

    /// <summary>How many times as long as in the pilots the jobs of a process may take: one is drawn for each run.</summary>
    /// <remarks>Of a few processes of its own the spread is hardly known; that of the other pilots is as likely.</remarks>
    public IReadOnlyList<double> ProcessFactors
    {
        get
        {
            if (Own.Count == 0 || CpuOf(Together) <= TimeSpan.Zero)
            {
                return Together.ProcessFactors;
            }

            var own = PilotRun.Widened([.. Own.Select(run => (double)CpuOf(run).Ticks)], CpuOf(Together).Ticks);
            return [.. own, .. Together.ProcessFactors.Select(factor => factor * own.Average())];
        }
    }

    /// <summary>The part of a core that the instrument uses.</summary>
    /// <remarks>Both pilots did the same work, so what the longer one used more was used by the clock: k₁ − k₂ = r·(t₁ − t₂).</remarks>
    public double InstrumentShare =>
        Alone.MakespanPerJob > Together.MakespanPerJob
            ? Math.Clamp((Alone.CpuPerJob - Together.CpuPerJob) / (Alone.MakespanPerJob - Together.MakespanPerJob), 0, MostOfInstrument)
            : 0;

    /// <summary>One demand for each job of a pilot.</summary>
    /// <remarks>
    /// CPU is known best where many jobs share the instrument's. Jobs that compute take longer beside each other, as they share
    /// caches and memory. Jobs that wait do so beside many, as the other side serves those too; by how much follows from a
    /// simulation of the pilot itself, as what it knows of already must not count twice. Of those jobs the list of the longer
    /// pilot is taken, moved to the median of the shorter one: one that a busy machine held up for a second is then one of many.
    /// </remarks>
    /// <param name="atOnce">Jobs of the pool that can be under way at once.</param>
    public IReadOnlyList<JobDemand> DemandsFor(int atOnce) => Computes(Alone)
        ? Demands(atOnce == 1 ? Alone : Together, TimeSpan.Zero)
        : Demands(Together, Growth * ((atOnce - 1.0) / Math.Max(1, AtOnce - 1)) - SlowerTogether);

    /// <summary>By how much all jobs of a round are off together, drawn anew for each round; empty if they are not.</summary>
    /// <remarks>
    /// Jobs that begin together wait for the same timers and are served in the same breath: beside each other their times differ
    /// by less than from one time to the next. Only what one job alone varies by, and many beside each other do not, is a round's.
    /// </remarks>
    public IReadOnlyList<TimeSpan> RoundOffsets
    {
        get
        {
            var (alone, together) = (Spread(Alone), Spread(Together));
            if (Computes(Alone) || AtOnce == 1 || alone <= together)
            {
                return [];
            }

            var part = Math.Sqrt(1 - Math.Pow(together / alone, 2));
            return [.. Alone.Services.Select(service => part * (service - Alone.MedianService))];
        }
    }

    /// <summary>How much longer a job of the pilot took beside so many others, on the other side and where no simulation sees it.</summary>
    private TimeSpan Growth => AtOnce > 1 ? Max(TimeSpan.Zero, (Together.Makespan - Simulated(Demands(Together, -SlowerTogether))) / Rounds) : TimeSpan.Zero;

    private double Rounds => Math.Ceiling((double)Together.Services.Count / AtOnce);

    // No job takes longer for being alone: then the machine was busy.
    private TimeSpan SlowerTogether => Max(TimeSpan.Zero, Together.MedianService - Alone.MedianService);

    private TimeSpan Simulated(IReadOnlyList<JobDemand> demands)
    {
        var isAsync = Handling == Handling.Async;
        var given = new DispatcherPlan
        {
            Id = "pilot",
            Type = "",
            Executor = "",
            Throughput = 1,
            Supply = isAsync ? ThreadSupply.ThreadPool : ThreadSupply.Pinned,
            MessagesPerTurn = isAsync ? 31 : 1,
        };
        var pool = new PoolPlan { Pool = "pilot", Router = "round-robin-pool", Routees = AtOnce, Asked = given, Given = given, Mailbox = "", Handling = Handling };
        return Engine.Run(new SimulationPlan
        {
            Pools = [pool],
            Jobs = [.. demands.Select(demand => new PlannedJob(0, demand))],
            Cores = Cores,
            TellTime = Together.TellTime,
            Slice = Forecast.Slice,
        }).Makespan;
    }

    private JobDemand[] Demands(PilotRun pilot, TimeSpan move)
    {
        var cpu = CpuOf(pilot);
        var computesThroughout = cpu >= ComputesThroughout * pilot.MedianService;
        return [.. pilot.Services.Select(service => DemandOf(service + move, cpu, computesThroughout))];
    }

    private TimeSpan CpuOf(PilotRun pilot) => pilot.CpuPerJob - InstrumentShare * pilot.MakespanPerJob;

    // Half of what lies between the 16 % and the 84 % points: a standard deviation, unless some lie far out.
    private static double Spread(PilotRun pilot)
    {
        double[] sorted = [.. pilot.Services.Select(service => service.TotalSeconds).Order()];
        return (Quantile.Of(sorted, 0.84) - Quantile.Of(sorted, 0.16)) / 2;
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static JobDemand DemandOf(TimeSpan moved, TimeSpan cpu, bool computesThroughout)
    {
        var service = moved > TimeSpan.Zero ? moved : TimeSpan.Zero;
        var used = computesThroughout || cpu > service ? service : cpu > TimeSpan.Zero ? cpu : TimeSpan.Zero;
        return new JobDemand(used, service - used);
    }
}
