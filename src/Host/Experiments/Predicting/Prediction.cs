using Mul.Actors.Jobs;
using Mul.Host.Experiments.Samples;
using Mul.Host.Nodes;
using Mul.Host.Nodes.Clustering;
using Mul.Host.Profiles;
using Mul.Host.Profiles.Knowledge;
using Mul.Host.Profiles.Plans;
using Mul.Host.Simulation;

namespace Mul.Host.Experiments.Predicting;

/// <summary>What one profile will make of a workload, said before it runs.</summary>
/// <param name="Routees">So many in every pool, if that was asked; null = as the profile has it.</param>
/// <param name="Pools">As they were simulated.</param>
internal sealed record Prediction(Profile Profile, int? Routees, IReadOnlyList<PoolPlan> Pools, Forecast Forecast)
{
    /// <summary>Nodes that the pools were simulated on, each with all of them; 0 = in the run's own process.</summary>
    public int Nodes { get; init; }
}

/// <summary>Which predictions are asked for.</summary>
/// <param name="Cores">To predict for.</param>
/// <param name="Routees">A prediction for each; empty = one, as the profile has it.</param>
internal sealed record WhatIf(int Cores, IReadOnlyList<int> Routees)
{
    /// <summary>This machine, and the profiles as they are.</summary>
    public static WhatIf Nothing => new(Environment.ProcessorCount, []);

    /// <summary>The same, known in a second or two.</summary>
    public static WhatIf Roughly => Nothing with { IsRough = true, PilotsProfiles = false, MostJobs = 100_000, MostRuns = 3 };

    /// <summary>Node processes of this machine, each with all pools; null = as the profile has it.</summary>
    public int? Nodes { get; init; }

    /// <summary>Whether jobs that compute are piloted under each profile itself too, if that is as it will be run. Default: yes.</summary>
    public bool PilotsProfiles { get; init; } = true;

    /// <summary>Whether one short pilot of each pool suffices: for how long an experiment takes, not for what it will say. Default: no.</summary>
    public bool IsRough { get; init; }

    /// <summary>Jobs that are simulated; how long the others take follows from them. Default: all.</summary>
    public int MostJobs { get; init; } = int.MaxValue;

    /// <inheritdoc cref="ForecastPlan.MostRuns"/>
    public int MostRuns { get; init; } = 200;
}

/// <summary>Pilots a workload and simulates it under each profile.</summary>
internal static class Predictions
{
    /// <param name="samples">With the origin's address, if one is needed.</param>
    /// <exception cref="UserException">Akka.Cluster's router gives jobs to nodes, a pool's router cannot be simulated, its routees hand jobs on, or no job of a pilot completed.</exception>
    public static async Task<IReadOnlyList<Prediction>> OfAsync(
        IReadOnlyList<Contender> contenders, SampleSettings samples, WhatIf whatIf, ShowPilot show, CancellationToken cancellation)
    {
        if (contenders.FirstOrDefault(contender => ClusterSettings.Of(contender.Profile.Config) is not null) is { } pushed)
        {
            throw new UserException($"{pushed.Name}: what Akka.Cluster's router does is not predicted. Leave it out, or run it.");
        }

        // A pilot keeps nothing: the files of the run are the run's.
        samples = WithoutOutput(samples);
        var workload = samples.Workload;
        int[] poolOfJob = [.. workload.Jobs(samples.Options, samples.Seed).Jobs.Select(job => job.Pool)];
        if (poolOfJob.Length == 0)
        {
            throw new UserException("there are no jobs to predict. Ask for one at least.");
        }

        int[] jobsOf = [.. workload.Pools.Select((_, pool) => poolOfJob.Count(of => of == pool))];
        var pilots = new Pilots(samples, jobsOf, whatIf.IsRough, show, cancellation);
        var simulated = poolOfJob[..Math.Min(poolOfJob.Length, whatIf.MostJobs)];
        var predictions = new List<Prediction>();
        var pilotsProfiles = whatIf.PilotsProfiles && whatIf.Cores == Environment.ProcessorCount && whatIf.Routees.Count == 0;
        PoolPlan[][] plansOfAll = [.. contenders.Select(contender => Contender.PlansOf(contender.Profile, workload, whatIf.Cores))];
        RefuseDelegating(plansOfAll.SelectMany(plans => plans.Where((_, place) => jobsOf[place] > 0)));
        foreach (var (contender, plans) in contenders.Zip(plansOfAll))
        {
            var piloted = await pilots.OfAsync(contender.Profile, plans);
            var nodes = whatIf.Nodes ?? NodeSettings.Of(contender.Profile.Config).Expected;
            if (pilotsProfiles && nodes == 0 && !NodeSettings.Of(contender.Profile.Config).AreUsed)
            {
                piloted = await pilots.WithOwnAsync(contender.Profile, piloted);
            }

            foreach (var routees in whatIf.Routees.DefaultIfEmpty())
            {
                var plan = PlanOf(samples, whatIf, plans, simulated, piloted, routees, nodes);
                var forecast = Forecast.Of(plan);
                var all = forecast with { Makespan = forecast.Makespan.Times((double)poolOfJob.Length / simulated.Length) };
                predictions.Add(new Prediction(contender.Profile, routees == 0 ? null : routees, plan.Pools, all) { Nodes = nodes });
                cancellation.ThrowIfCancellationRequested();
            }
        }

        return predictions;
    }

    /// <exception cref="UserException">A pool's routees hand their jobs on: how many of those are under way is up to no routee and no thread that could be simulated.</exception>
    internal static void RefuseDelegating(IEnumerable<PoolPlan> plans)
    {
        if (plans.FirstOrDefault(plan => plan.Handling == Handling.Delegating) is { } delegating)
        {
            throw new UserException(
                $"/user/{delegating.Pool}: its routees hand their jobs on and take up the next ones before those are done, so neither routees nor threads bound them, and nothing can be predicted. Run or compare it without --predict.");
        }
    }

    internal static ForecastPlan PlanOf(SampleSettings samples, WhatIf whatIf, PoolPlan[] plans, int[] poolOfJob, IReadOnlyList<Piloted?> piloted, int routees, int nodes)
    {
        PoolPlan[] pools = [.. plans.Select(pool => routees == 0 ? pool : pool with { Routees = routees, Resizer = null })];
        var arrivals = SampleSettings.ArrivalsOf(samples.Rate, samples.Window);
        int[] atOnce = [.. pools.Select((pool, place) => Math.Min(arrivals.MostInFlight ?? int.MaxValue, OfJobs(place, AtOnce(pool, whatIf.Cores))))];
        var demands = piloted.Select((pilot, pool) => pilot?.DemandsFor(atOnce[pool]) ?? new RoundDemands([], [])).ToArray();
        return new ForecastPlan
        {
            Pools = pools,
            PoolOfJob = poolOfJob,
            Pilots = [.. demands.Select(rounds => rounds.Later)],
            Shared = [.. piloted.Select(SharedOf)],
            Cores = whatIf.Cores,
            Nodes = nodes,
            MostRuns = whatIf.MostRuns,
            Arrivals = arrivals,
            Seed = samples.Seed,
            ToldBefore = samples.Workload.Warmup(samples.Workload.Pools[0], samples.Options, samples.Warmup).Count,
            TellTime = piloted.Max(pilot => pilot?.Alone.TellTime) ?? TimeSpan.Zero,
        };

        Shared SharedOf(Piloted? pilot, int pool) => new(
            pilot?.RoundOf(atOnce[pool], OfJobs(pool, pools[pool].Routees)) ?? atOnce[pool],
            pilot?.RoundOffsets ?? [],
            pilot?.Pace ?? ProcessPace.Same)
        {
            FirstRound = demands[pool].First,
        };

        // Every node has all of a pool, and a pool without jobs has rounds of one.
        int OfJobs(int pool, int places) => Math.Clamp(poolOfJob.Count(of => of == pool), 1, places * Math.Max(1, nodes));
    }

    private static int AtOnce(PoolPlan pool, int cores) => (pool.Handling, pool.Given.Supply) switch
    {
        // A burst is over before a resizer has done anything.
        (Handling.Async, _) or (_, ThreadSupply.Pinned) => pool.Routees,
        (_, ThreadSupply.Channel) => 1,
        _ => Math.Min(pool.MostRoutees, pool.Given.Threads ?? cores),
    };

    private static SampleSettings WithoutOutput(SampleSettings samples) => samples.Options.All.ContainsKey(WorkloadOption.Output)
        ? samples with
        {
            Options = new OptionValues(
                samples.Workload.Options,
                samples.Options.All.Where(option => option.Key != WorkloadOption.Output).ToDictionary(),
                samples.Options.Origin),
        }
        : samples;
}
