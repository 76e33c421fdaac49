using Akka.Routing;
using Mul.Actors.Jobs;
using Mul.Host.Profiles.Knowledge;
using Mul.Host.Profiles.Plans;

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

    /// <summary>How much longer than in <see cref="Together"/> the jobs of a process take, but for the first of each routee.</summary>
    public ProcessPace Pace
    {
        get
        {
            double[][] pooled = [Ticks(Together.Processes), .. ReferenceEquals(Alone, Together) ? (double[][])[] : [Ticks(Alone.Processes)]];
            return Own.Count == 0 || CpuOf(Together) <= TimeSpan.Zero
                ? ProcessPace.Of(pooled, pooled[0].DefaultIfEmpty(0).Average())
                : ProcessPace.Of([Ticks(Own.Select(run => FirstOf(run).LaterOf(CpuOf(run)))), .. pooled], CpuOf(Together).Ticks);
        }
    }

    /// <summary>The part of a core that the instrument uses.</summary>
    /// <remarks>Both pilots did the same work, so what the longer one used more was used by the clock: k₁ − k₂ = r·(t₁ − t₂).</remarks>
    public double InstrumentShare =>
        Alone.MakespanPerJob > Together.MakespanPerJob
            ? Math.Clamp((Alone.CpuPerJob - Together.CpuPerJob) / (Alone.MakespanPerJob - Together.MakespanPerJob), 0, MostOfInstrument)
            : 0;

    /// <summary>One demand for each job of a pilot, the first of each routee apart.</summary>
    /// <remarks>CPU is known best where many jobs share the instrument's. Jobs that compute take longer beside each other, as they share caches and memory.</remarks>
    /// <param name="atOnce">Jobs of the pool that can be under way at once.</param>
    public RoundDemands DemandsFor(int atOnce)
    {
        if (!Computes(Alone))
        {
            return Crowd.DemandsFor(atOnce);
        }

        var demands = Demands(atOnce == 1 ? Alone : Together);
        var times = Own.Select(run => FirstOf(run).Times).DefaultIfEmpty(1).Average();
        return new RoundDemands([.. demands.Select(demand => new JobDemand(times * demand.Cpu, times * demand.Wait))], demands);
    }

    /// <summary>How many jobs are as the first of <see cref="DemandsFor"/>.</summary>
    /// <param name="atOnce">Jobs of the pool that can be under way at once.</param>
    /// <param name="routees">Of the pool.</param>
    public int RoundOf(int atOnce, int routees) => Computes(Alone) ? routees : atOnce;

    /// <inheritdoc cref="Crowd.RoundOffsets"/>
    public IReadOnlyList<TimeSpan> RoundOffsets => Computes(Alone) || AtOnce == 1 ? [] : Crowd.RoundOffsets;

    private Crowd Crowd => new(Alone, Together, AtOnce, CpuOf(Together), Simulated);

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
        var pool = new PoolPlan { Pool = "pilot", Router = Routers.RoundRobin, RouterType = typeof(RoundRobinPool), Routees = AtOnce, Asked = given, Given = given, Mailbox = "", Handling = Handling };
        return Engine.Run(new SimulationPlan
        {
            Pools = [pool],
            Jobs = [.. demands.Select(demand => new PlannedJob(0, demand))],
            Cores = Cores,
            TellTime = Together.TellTime,
            Slice = Forecast.Slice,
        }).Makespan;
    }

    private JobDemand[] Demands(PilotRun pilot)
    {
        var cpu = CpuOf(pilot);
        var computesThroughout = cpu >= ComputesThroughout * pilot.MedianService;
        return [.. pilot.Services.Select(service => JobDemand.Of(service, computesThroughout ? service : cpu))];
    }

    // Under no dispatcher jobs compute for less time than with one routee per core.
    private FirstJobs FirstOf(PilotRun own) => own.First.Within(CpuOf(own), CpuOf(Together));

    private TimeSpan CpuOf(PilotRun pilot) => pilot.CpuPerJob - InstrumentShare * pilot.MakespanPerJob;

    private static double[] Ticks(IEnumerable<TimeSpan> times) => [.. times.Select(time => (double)time.Ticks)];
}
