using Mul.Actors.Jobs;
using Mul.Actors.Running;
using Mul.Host.Statistics;
using Mul.Host.Traces;

namespace Mul.Host.Simulation;

/// <summary>What a profile will make of a list of jobs.</summary>
/// <param name="Makespan">Over all simulated runs.</param>
/// <param name="Pools">In the plan's order.</param>
/// <param name="Bound">What no run can fall below, and why.</param>
internal sealed record Forecast(Band Makespan, IReadOnlyList<ForecastPool> Pools, Bound Bound)
{
    // Nine in ten runs of the same lie within this of their median even where every job takes exactly as long as the one before;
    // of jobs that compute, as a profile compared with itself shows (tests/Benchmarks/results/itself.md): half of an interval over
    // ten blocks is some 5 % there, so single runs have a deviation of 0.05 · √10 ÷ 2.26 ÷ √2, and 1.64 times that is 8 %.
    private const double LeastError = 0.05;
    private const double LeastErrorOfComputing = 0.08;

    // The router resizes in an actor of its own, and makes routees there: a burst of 400 jobs is over before the first of them is.
    private static readonly TimeSpan ResizeTime = TimeSpan.FromMilliseconds(5);

    /// <summary>A thread is taken off its core at a tick of the clock, and most Linux kernels have 250 of them a second (CONFIG_HZ).</summary>
    public static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(4);

    // From a node to the coordinator and back, over loopback. What messages cost the cores is left out: some 10 µs a job, which
    // only jobs that do next to nothing show.
    private static readonly TimeSpan HandOverTime = TimeSpan.FromMilliseconds(1);

    // How long a parked fork-join thread takes until it runs decides how many of them a burst wakes: after so many tells a burst
    // for eight routees wakes two to four on two cores, as it was seen to.
    private const double FewestTells = 3;
    private const double MostTells = 15;

    /// <summary>Simulates the plan as often as it says, each time with jobs drawn anew from the pilot.</summary>
    /// <remarks>
    /// Each run first draws a pilot from the pilot and then its jobs from that, so that the band holds also what a pilot of a few
    /// jobs does not know: Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 8.
    /// </remarks>
    public static Forecast Of(ForecastPlan plan)
    {
        var makespans = new double[plan.Runs];
        var concurrency = plan.Pools.Select(_ => new double[plan.Runs]).ToArray();
        var bound = default(Bound);
        for (var run = 0; run < plan.Runs; run++)
        {
            var simulated = Simulated(plan, run);
            bound ??= Bounds.Of(simulated)[0];
            var result = Engine.Run(simulated);
            makespans[run] = result.Makespan.TotalSeconds;
            for (var pool = 0; pool < plan.Pools.Count; pool++)
            {
                concurrency[pool][run] = Concurrency.Of(RecordsOf(result, pool)).Mean;
            }
        }

        return new Forecast(
            BandOf(makespans, plan.Shared.Any(shared => shared.ProcessFactors.Count > 1) ? LeastErrorOfComputing : LeastError),
            [.. plan.Pools.Select((pool, place) => new ForecastPool(pool.Pool, Median(concurrency[place]), KneeOf(plan, place)) { Demand = MeanOf(plan.Pilots[place]) })],
            bound!);
    }

    private static SimulationPlan Simulated(ForecastPlan plan, int run)
    {
        var draws = new Draws(Mix.Of(plan.Seed, (ulong)run));
        var pilots = plan.Pilots.Select((pilot, pool) => Resampled(pilot, FactorOf(plan, pool, draws), draws)).ToArray();
        return new SimulationPlan
        {
            Pools = plan.Pools,
            Jobs = Jobs(plan, pilots, draws),
            Cores = plan.Cores,
            Nodes = plan.Nodes,
            HandOverTime = HandOverTime,
            Arrivals = plan.Arrivals,
            Seed = Mix.Of(plan.Seed, (ulong)run),
            ToldBefore = plan.ToldBefore,
            TellTime = plan.TellTime,
            Slice = Slice,
            ResizeTime = ResizeTime,
            WakeUpTime = plan.TellTime * FewestTells * Math.Pow(MostTells / FewestTells, draws.Next()),
        };
    }

    private static PlannedJob[] Jobs(ForecastPlan plan, JobDemand[][] pilots, Draws draws)
    {
        var told = new int[plan.Pools.Count];
        var offsets = new TimeSpan[plan.Pools.Count];
        var jobs = new PlannedJob[plan.PoolOfJob.Count];
        for (var job = 0; job < jobs.Length; job++)
        {
            var pool = plan.PoolOfJob[job];
            if (plan.Shared.Count > 0 && plan.Shared[pool] is { RoundOffsets.Count: > 0 } shared && told[pool]++ % shared.AtOnce == 0)
            {
                offsets[pool] = draws.OneOf(shared.RoundOffsets);
            }

            var demand = draws.OneOf(pilots[pool]);
            jobs[job] = new PlannedJob(pool, demand with { Wait = demand.Wait + offsets[pool] is var wait && wait > TimeSpan.Zero ? wait : TimeSpan.Zero });
        }

        return jobs;
    }

    private static double FactorOf(ForecastPlan plan, int pool, Draws draws) =>
        plan.Shared.Count > 0 && plan.Shared[pool].ProcessFactors is { Count: > 0 } factors ? draws.OneOf(factors) : 1;

    private static JobDemand[] Resampled(IReadOnlyList<JobDemand> pilot, double factor, Draws draws) =>
        [.. Enumerable.Range(0, pilot.Count).Select(_ => draws.OneOf(pilot)).Select(demand => new JobDemand(factor * demand.Cpu, factor * demand.Wait))];

    private static JobRecord[] RecordsOf(SimulationResult result, int pool) =>
        result.Pools.Count == 1 ? result.Records : Array.FindAll(result.Records, record => record.Pool == pool);

    private static Band BandOf(double[] makespans, double leastError)
    {
        Array.Sort(makespans);
        var median = Quantile.Of(makespans, 0.5);
        return new Band(
            median,
            Math.Min(Quantile.Of(makespans, 0.05), median * (1 - leastError)),
            Math.Max(Quantile.Of(makespans, 0.95), median * (1 + leastError)));
    }

    private static double? KneeOf(ForecastPlan plan, int pool) =>
        MeanOf(plan.Pilots[pool]) is { } mean && mean.Cpu > TimeSpan.Zero ? Bounds.Knee(plan.Cores, mean) : null;

    private static JobDemand? MeanOf(IReadOnlyList<JobDemand> pilot)
    {
        if (pilot.Count == 0)
        {
            return null;
        }

        var sum = pilot.Aggregate((a, b) => new JobDemand(a.Cpu + b.Cpu, a.Wait + b.Wait));
        return new JobDemand(sum.Cpu / pilot.Count, sum.Wait / pilot.Count);
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return Quantile.Of(values, 0.5);
    }
}

/// <summary>A makespan that is not known exactly, in seconds: nine of ten lie from <paramref name="Low"/> to <paramref name="High"/>.</summary>
internal readonly record struct Band(double Median, double Low, double High)
{
    public bool Holds(double seconds) => Low <= seconds && seconds <= High;
}

/// <param name="Concurrency">Jobs at once, the mean over the makespan.</param>
/// <param name="Knee">Routees at which the cores are just full; null if the jobs use no CPU.</param>
internal sealed record ForecastPool(string Name, double Concurrency, double? Knee)
{
    /// <summary>Of a job, the mean; null if the pool has none.</summary>
    public JobDemand? Demand { get; init; }
}
