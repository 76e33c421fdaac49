using Mul.Actors.Jobs;
using Mul.Actors.Running;
using Mul.Host.Statistics;
using Mul.Host.Traces;

namespace Mul.Host.Simulation;

/// <summary>What a profile will make of a list of jobs.</summary>
/// <param name="Makespan">Over all simulated runs.</param>
/// <param name="Pools">In the plan's order.</param>
/// <param name="Bound">What no run of the pilots' mean jobs can fall below, and why; above the low end of <paramref name="Makespan"/> by no more than a tick of the clock.</param>
internal sealed record Forecast(Band Makespan, IReadOnlyList<ForecastPool> Pools, Bound Bound)
{
    // Of two runs of the same, nine pairs in ten lie within this of each other, on a machine of which others have a share
    // (tests/Benchmarks/results/repeated.md): no prediction knows better, even where every job takes exactly as long as the one before.
    private const double LeastError = 0.05;
    private const double LeastErrorOfComputing = 0.12;


    // The router resizes in an actor of its own, and makes routees there: a burst of 400 jobs is over before the first of them is.
    private static readonly TimeSpan ResizeTime = TimeSpan.FromMilliseconds(5);

    /// <summary>A thread is taken off its core at a tick of the clock, and most Linux kernels have 250 of them a second (CONFIG_HZ).</summary>
    public static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(4);

    // From a node to the coordinator and back, over loopback. What messages cost the cores is left out: some 10 µs a job, which
    // only jobs that do next to nothing show.
    private static readonly TimeSpan HandOverTime = TimeSpan.FromMilliseconds(1);

    // How long a parked fork-join thread takes until it is awake decides how many of them a burst wakes. On virtual machines of two
    // cores it was 20 to 200 µs, and up to 700 where the cores were busy, and a tell took 2 to 10.
    private const double FewestTells = 3;
    private const double MostTells = 100;

    // An idle thread of the CLR's pool takes longer: of bursts over sixteen routees, shortest mailbox first, those of 30 and 80 jobs
    // were told before the first routee had taken one up, and most of 200.
    private const double FewestTellsOfPool = 100;
    private const double MostTellsOfPool = 1_000;

    private static readonly Shared Nothing = new(0, [], ProcessPace.Same);

    /// <summary>Simulates the plan as often as it says, each time with jobs drawn anew from the pilot.</summary>
    /// <remarks>
    /// Each run first draws a pilot from the pilot and then its jobs from that, so that the band holds also what a pilot of a few
    /// jobs does not know: Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 8.
    /// </remarks>
    public static Forecast Of(ForecastPlan plan)
    {
        var makespans = new double[plan.Runs];
        var concurrency = plan.Pools.Select(_ => new double[plan.Runs]).ToArray();
        for (var run = 0; run < plan.Runs; run++)
        {
            var result = Engine.Run(Simulated(plan, run));
            makespans[run] = result.Makespan.TotalSeconds;
            for (var pool = 0; pool < plan.Pools.Count; pool++)
            {
                concurrency[pool][run] = Concurrency.MeanOf(RecordsOf(result, pool));
            }
        }

        var band = Band.Of(makespans, NotDrawn(plan), Slice);
        return new Forecast(
            band,
            [.. plan.Pools.Select((pool, place) => new ForecastPool(pool.Pool, Median.Of(concurrency[place]), KneeOf(plan, place)) { Demand = MeanOf(plan.Pilots[place]) })],
            // The band's tick of the clock is not the jobs': of a run of a few milliseconds it would leave no bound.
            BoundOf(plan, band.Low + Slice.TotalSeconds));
    }

    private static SimulationPlan Simulated(ForecastPlan plan, int run)
    {
        var draws = new Draws(Mix.Of(plan.Seed, (ulong)run));
        var rounds = plan.Pilots.Select((pilot, pool) => Resampled(pilot, SharedOf(plan, pool), draws)).ToArray();
        return new SimulationPlan
        {
            Pools = plan.Pools,
            Jobs = Jobs(plan, rounds, draws),
            Cores = plan.Cores,
            Nodes = plan.Nodes,
            HandOverTime = HandOverTime,
            Arrivals = plan.Arrivals,
            Seed = Mix.Of(plan.Seed, (ulong)run),
            ToldBefore = plan.ToldBefore,
            TellTime = plan.TellTime,
            Slice = Slice,
            ResizeTime = ResizeTime,
            WakeUpTime = new LogUniform(plan.TellTime * FewestTells, plan.TellTime * MostTells),
            PoolWakeUpTime = new LogUniform(plan.TellTime * FewestTellsOfPool, plan.TellTime * MostTellsOfPool).Next(draws),
        };
    }

    private static Shared SharedOf(ForecastPlan plan, int pool) => plan.Shared.Count > 0 ? plan.Shared[pool] : Nothing;

    private static PlannedJob[] Jobs(ForecastPlan plan, RoundDemands[] rounds, Draws draws)
    {
        var told = new int[plan.Pools.Count];
        var offsets = new TimeSpan[plan.Pools.Count];
        var jobs = new PlannedJob[plan.PoolOfJob.Count];
        for (var job = 0; job < jobs.Length; job++)
        {
            var pool = plan.PoolOfJob[job];
            var shared = SharedOf(plan, pool);
            var turn = told[pool]++;
            if (shared.RoundOffsets.Count > 0 && turn % shared.Round == 0)
            {
                offsets[pool] = draws.OneOf(shared.RoundOffsets);
            }

            var isFirst = turn < shared.Round;
            var demand = draws.OneOf(isFirst ? rounds[pool].First : rounds[pool].Later);
            jobs[job] = new PlannedJob(pool, demand with { Wait = demand.Wait + offsets[pool] is var wait && wait > TimeSpan.Zero ? wait : TimeSpan.Zero })
            {
                OpensConnection = isFirst && plan.Pools[pool].OpensConnections,
            };
        }

        return jobs;
    }

    private static RoundDemands Resampled(IReadOnlyList<JobDemand> pilot, Shared shared, Draws draws)
    {
        var factor = shared.Pace.Next(draws);
        var later = Resampled(pilot, factor, draws);
        return new RoundDemands(shared.FirstRound.Count > 0 ? Resampled(shared.FirstRound, factor, draws) : later, later);
    }

    private static JobDemand[] Resampled(IReadOnlyList<JobDemand> pilot, double factor, Draws draws) =>
        [.. Enumerable.Range(0, pilot.Count).Select(_ => draws.OneOf(pilot)).Select(demand => new JobDemand(factor * demand.Cpu, factor * demand.Wait))];

    private static JobRecord[] RecordsOf(SimulationResult result, int pool) =>
        result.Pools.Count == 1 ? result.Records : Array.FindAll(result.Records, record => record.Pool == pool);

    // Of the mean jobs: the bound of one run is that of the jobs that happened to be drawn for it.
    private static Bound BoundOf(ForecastPlan plan, double mostSeconds)
    {
        var told = new int[plan.Pools.Count];
        var means = plan.Pilots.Select((pilot, pool) => MeansOf(pilot, SharedOf(plan, pool))).ToArray();
        PlannedJob[] jobs = [.. plan.PoolOfJob.Select(pool => new PlannedJob(pool, told[pool]++ < SharedOf(plan, pool).Round ? means[pool].First : means[pool].Later))];
        var bound = Bounds.Of(new SimulationPlan { Pools = plan.Pools, Jobs = jobs, Cores = plan.Cores, Nodes = plan.Nodes, Arrivals = plan.Arrivals })[0];
        return bound with { Makespan = TimeSpan.FromSeconds(Math.Min(bound.Makespan.TotalSeconds, mostSeconds)) };
    }

    private static (JobDemand First, JobDemand Later) MeansOf(IReadOnlyList<JobDemand> pilot, Shared shared)
    {
        var later = MeanOf(pilot) ?? default;
        return (MeanOf(shared.FirstRound) ?? later, later);
    }

    // The standard deviation of what two runs of the same differ by. Where jobs compute, the runs' paces were drawn with a part of it.
    private static double NotDrawn(ForecastPlan plan)
    {
        double[] drawn = [.. plan.Shared.Where(shared => shared.Pace.Freedom > 0).Select(shared => shared.Pace.Deviation / shared.Pace.Mean)];
        var ofComputing = drawn.Length > 0 ? Math.Pow(LeastErrorOfComputing / Band.DeviationsOfNineInTen, 2) - Math.Pow(drawn.Max(), 2) : 0;
        return Math.Max(LeastError / Band.DeviationsOfNineInTen, Math.Sqrt(Math.Max(0, ofComputing)));
    }

    private static double? KneeOf(ForecastPlan plan, int pool) =>
        MeanOf(plan.Pilots[pool]) is { } mean ? Math.Min(Bounds.Knee(plan.Cores, mean), plan.PoolOfJob.Count(of => of == pool)) : null;

    private static JobDemand? MeanOf(IReadOnlyList<JobDemand> pilot)
    {
        if (pilot.Count == 0)
        {
            return null;
        }

        var sum = pilot.Aggregate((a, b) => new JobDemand(a.Cpu + b.Cpu, a.Wait + b.Wait));
        return new JobDemand(sum.Cpu / pilot.Count, sum.Wait / pilot.Count);
    }
}

/// <param name="Concurrency">Jobs at once, the mean over the makespan.</param>
/// <param name="Knee">Routees at which the cores are just full, or every job has one; null if there are no jobs.</param>
internal sealed record ForecastPool(string Name, double Concurrency, double? Knee)
{
    /// <summary>Of a job, the mean; null if the pool has none.</summary>
    public JobDemand? Demand { get; init; }
}
