using Mul.Actors.Jobs;
using Mul.Host.Profiles.Knowledge;
using Mul.Host.Profiles.Plans;

namespace Mul.Host.Simulation;

/// <summary>What a makespan cannot fall below, and why.</summary>
/// <param name="Makespan">No run of these jobs under this profile takes less.</param>
/// <param name="Bottleneck">What sets it.</param>
/// <param name="Name">The pool or the dispatcher that it is about; empty if it is about the machine or the jobs.</param>
internal sealed record Bound(TimeSpan Makespan, Bottleneck Bottleneck, string Name);

internal enum Bottleneck
{
    /// <summary>All CPU time on all cores: ΣC ÷ p.</summary>
    Cores,

    /// <summary>The service time of all jobs, of which a window lets so many be in flight: Σ(C + W) ÷ n.</summary>
    Window,

    /// <summary>The time that handlers hold threads, on all of a dispatcher's: Σ(C + W) ÷ t if blocking, ΣC ÷ t if async.</summary>
    Threads,

    /// <summary>The service time of a pool's jobs on all its routees: Σ(C + W) ÷ m.</summary>
    Routees,

    /// <summary>The longest job by itself: C + W.</summary>
    LongestJob,

    /// <summary>The last job comes by the clock, and takes its time: whatever the profile.</summary>
    Arrivals,
}

/// <summary>Bounds from the demands alone, without a simulation.</summary>
/// <remarks>The asymptotic bounds of operational analysis: Denning and Buzen, ACM Computing Surveys 1978; Lazowska et al., Quantitative System Performance, 1984, chapter 5.</remarks>
internal static class Bounds
{
    /// <summary>All bounds that apply, the binding one first: where every job has a routee or a thread, these are none.</summary>
    public static IReadOnlyList<Bound> Of(SimulationPlan plan)
    {
        var demands = plan.Pools.Select((pool, place) => Totals.Of(plan.Jobs, place)).ToArray();
        List<Bound> bounds =
        [
            new(demands.Aggregate(TimeSpan.Zero, (sum, pool) => sum + pool.Cpu) / plan.Cores, Bottleneck.Cores, ""),
            .. plan.Arrivals.MostInFlight is { } window && window < plan.Jobs.Length
                ? [new Bound(demands.Aggregate(TimeSpan.Zero, (sum, pool) => sum + pool.Cpu + pool.Wait) / window, Bottleneck.Window, "")]
                : Array.Empty<Bound>(),
            .. ByDispatcher(plan.Pools, demands, plan.Copies),
            .. plan.Pools
                .Select((pool, place) => (pool.Pool, Demand: demands[place], Routees: RouteesOf(pool) * plan.Copies))
                .Where(pool => pool.Routees < pool.Demand.Jobs)
                .Select(pool => new Bound((pool.Demand.Cpu + pool.Demand.Wait) / pool.Routees, Bottleneck.Routees, pool.Pool)),
            new(demands.Select(pool => pool.Longest).DefaultIfEmpty().Max(), Bottleneck.LongestJob, ""),
        ];
        if (LastArrival(plan) is { } arrival)
        {
            bounds.Add(new Bound(arrival, Bottleneck.Arrivals, ""));
        }

        // A stable sort: of equal bounds the more general one names the bottleneck.
        return [.. bounds.OrderByDescending(bound => bound.Makespan)];
    }

    /// <summary>Routees at which the cores are just full: more of them no longer help.</summary>
    /// <returns>p·(1 + W/C); infinite for jobs that use no CPU.</returns>
    public static double Knee(int cores, JobDemand mean) => mean.Cpu > TimeSpan.Zero ? cores * (1 + mean.Wait / mean.Cpu) : double.PositiveInfinity;

    private static IEnumerable<Bound> ByDispatcher(IReadOnlyList<PoolPlan> pools, Totals[] demands, int copies) => pools
        .Select((pool, place) => (pool.Given, demands[place].Jobs, Held: pool.Handling == Handling.Async ? demands[place].Cpu : demands[place].Cpu + demands[place].Wait))
        .GroupBy(pool => pool.Given.Id)
        .Select(pools => (pools.Key, Jobs: pools.Sum(pool => pool.Jobs), Held: pools.Aggregate(TimeSpan.Zero, (sum, pool) => sum + pool.Held), Threads: ThreadsOf(pools.First().Given) * copies))
        .Where(dispatcher => dispatcher.Threads < dispatcher.Jobs)
        .Select(dispatcher => new Bound(dispatcher.Held / dispatcher.Threads!.Value, Bottleneck.Threads, dispatcher.Key));

    private static int? ThreadsOf(DispatcherPlan given) => given.Supply switch
    {
        ThreadSupply.Channel => 1,
        ThreadSupply.Fixed or ThreadSupply.ForkJoin or ThreadSupply.Foreign => given.Threads,
        // A pinned routee has its thread, and the CLR's pool grows as long as it must.
        _ => null,
    };

    private static int RouteesOf(PoolPlan pool) => Math.Max(pool.Routees, pool.Resizer?.Upper ?? 0);

    private static TimeSpan? LastArrival(SimulationPlan plan)
    {
        if (plan.Jobs.Length == 0)
        {
            return null;
        }

        var last = plan.Arrivals.EnqueuedAt(plan.Jobs.Length - 1, 0, long.MaxValue);
        return last == long.MaxValue ? null : VirtualTime.Duration(last) + plan.Jobs[^1].Demand.Service;
    }

    private readonly record struct Totals(int Jobs, TimeSpan Cpu, TimeSpan Wait, TimeSpan Longest)
    {
        public static Totals Of(PlannedJob[] jobs, int pool)
        {
            var totals = default(Totals);
            foreach (ref readonly var job in jobs.AsSpan())
            {
                if (job.Pool == pool)
                {
                    var (demand, longest) = (job.Demand, totals.Longest);
                    totals = new Totals(totals.Jobs + 1, totals.Cpu + demand.Cpu, totals.Wait + demand.Wait, demand.Service > longest ? demand.Service : longest);
                }
            }

            return totals;
        }
    }
}
