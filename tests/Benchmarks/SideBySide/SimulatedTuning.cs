using Mul.Actors.Jobs;
using Mul.Host.Experiments.SearchSpace;
using Mul.Host.Experiments.Tuning;
using Mul.Host.Profiles;
using Mul.Host.Profiles.Plans;
using Mul.Host.Simulation;
using Mul.Host.Workloads;

namespace Mul.Benchmarks.SideBySide;

/// <summary>A workload whose jobs are known, searched with simulated samples: so many searches as one likes, each in a second.</summary>
/// <param name="Workload">Whose pool and whose ways of handling are tried.</param>
/// <param name="Handling">The one way that is tried; null where there is one only.</param>
/// <param name="Cpu">Of a job, the mean.</param>
/// <param name="Wait">Of a job, the mean.</param>
internal sealed record SimulatedTuning(string Workload, Handling? Handling, int Jobs, int Cores, TimeSpan Cpu, TimeSpan Wait)
{
    // As much as jobs of one kind differ, two samples of one profile do, a machine drifts from one sample to the next, a pilot errs.
    private const double JobNoise = 0.1;
    private const double SampleNoise = 0.03;
    private const double Drift = 0.01;
    private const double PilotNoise = 0.05;

    private const int PilotJobs = 64;

    /// <summary>Threads, or async routees, at which the cores are just full.</summary>
    public double Optimum => Bounds.Knee(Cores, new JobDemand(Cpu, Wait));

    /// <summary>Searches once.</summary>
    public async Task<Search> SearchAsync(ulong seed)
    {
        var workload = WorkloadCatalog.Find(Workload);
        var grid = Grid.Of(workload, [Jobs], new GridLimits { Cores = Cores, Handling = Handling });
        PoolPlan[] pools = [.. grid.Select(candidate => ProfileExamination.Of(candidate.Profile, WorkloadCatalog.All, workload, Cores).Pools.Single())];
        var draws = new Draws(seed);
        var pilotError = Math.Exp(PilotNoise * draws.NextNormal());
        var pilot = Enumerable.Range(0, PilotJobs).Select(_ => Job(draws, pilotError)).ToArray();
        Band[] predicted = [.. pools.Select(pool => Forecast.Of(PlanOf(pool, pilot, seed)).Makespan)];

        var sizes = grid.Select(candidate => candidate.Size).ToArray();
        var shortlist = Shortlist.Of(predicted, sizes, byMakespan: true, threshold: 0.03);
        var drift = 0.0;
        var search = new TuningSearch(new TuningPlan { Sizes = [.. shortlist.Select(place => sizes[place])], Seed = seed }, (candidate, block, _) =>
        {
            drift += Drift * draws.NextNormal();
            var jobs = Enumerable.Range(0, Jobs).Select(_ => new PlannedJob(0, Job(draws, 1))).ToArray();
            var makespan = Engine.Run(new SimulationPlan { Pools = [pools[shortlist[candidate]]], Jobs = jobs, Cores = Cores, Seed = seed, Slice = Forecast.Slice }).Makespan;
            return Task.FromResult<double?>(makespan.TotalSeconds * Math.Exp(drift + (SampleNoise * draws.NextNormal())));
        });
        var outcome = await search.RunAsync(new Progress<TuningProgress>(), CancellationToken.None);
        var winner = grid[shortlist[outcome.Winner!.Value]];
        return new Search(winner.Name, AtOnce(winner), outcome.Samples, grid.Count);
    }

    private static int AtOnce(Candidate candidate) => candidate.Pools[0] is var pool && pool.Handling == Mul.Actors.Jobs.Handling.Async
        ? pool.Routees
        : Math.Min(pool.Routees, pool.Threads ?? pool.Routees);

    private ForecastPlan PlanOf(PoolPlan pool, JobDemand[] pilot, ulong seed) =>
        new() { Pools = [pool], PoolOfJob = new int[Jobs], Pilots = [pilot], Cores = Cores, Seed = seed, MostRuns = 25 };

    private JobDemand Job(Draws draws, double error) =>
        new(Cpu * (error * Math.Exp(JobNoise * draws.NextNormal())), Wait * Math.Exp(JobNoise * draws.NextNormal()));
}

/// <param name="AtOnce">Jobs that the setting lets run at once.</param>
/// <param name="Grid">Candidates.</param>
internal sealed record Search(string Winner, int AtOnce, int Samples, int Grid);
