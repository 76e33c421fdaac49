using Mul.Actors.Jobs;
using Mul.Host.Profiles;
using Mul.Host.Simulation;
using Mul.Host.Traces;

namespace Mul.Host.Experiments;

/// <summary>Runs a few jobs of each pool in fresh processes, with one routee and with one per core; once for all profiles that handle them alike.</summary>
/// <param name="samples">With the origin's address, if one is needed.</param>
/// <param name="jobsOf">How many jobs each pool has, by its place in the workload.</param>
/// <param name="show">Shows a pilot's progress under its title.</param>
internal sealed class Pilots(SampleSettings samples, IReadOnlyList<int> jobsOf, ShowPilot show, CancellationToken cancellation)
{
    private const int FewJobs = 16;
    private const int MostJobs = 100_000;

    // What a process uses in less time is mostly its instrument's.
    private static readonly TimeSpan ShortestRun = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan WantedRun = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Dictionary<(string Profile, int Pool), Piloted> _known = [];

    /// <summary>What the jobs of each pool ask of the machine under <paramref name="profile"/>'s handling of them; null for a pool without jobs.</summary>
    /// <param name="plans">Of every pool of the workload, in its order.</param>
    /// <exception cref="UserException">Not one job completed.</exception>
    public async Task<IReadOnlyList<Piloted?>> OfAsync(Profile profile, IReadOnlyList<PoolPlan> plans)
    {
        var alone = PilotProfile.Of(profile, plans, routees: 1);
        var perCore = PilotProfile.Of(profile, plans, Environment.ProcessorCount);
        var piloted = new Piloted?[plans.Count];
        for (var pool = 0; pool < plans.Count; pool++)
        {
            if (jobsOf[pool] > 0)
            {
                piloted[pool] = _known.TryGetValue((alone.Text, pool), out var known)
                    ? known
                    : _known[(alone.Text, pool)] = await PilotAsync(alone, perCore, pool, plans[pool].Pool);
            }
        }

        return piloted;
    }

    private async Task<Piloted> PilotAsync(Profile alone, Profile perCore, int pool, string name)
    {
        var jobs = Math.Min(jobsOf[pool], FewJobs);
        var first = await RunAsync(alone, pool, jobs, Patience, $"pilot: {name}, one routee");
        if (first is null)
        {
            jobs = 1;
            first = await RunAsync(alone, pool, jobs, samples.Timeout, $"pilot: {name}, one job") ?? throw NothingCompleted(name);
        }
        else if (first.MakespanPerJob * jobs < ShortestRun && jobs < jobsOf[pool])
        {
            jobs = (int)Math.Min(Math.Min(jobsOf[pool], MostJobs), WantedRun / first.MakespanPerJob);
            first = await RunAsync(alone, pool, jobs, Patience, $"pilot: {name}, one routee") ?? first;
        }

        if (Environment.ProcessorCount == 1)
        {
            return new Piloted(first, first);
        }

        jobs = Math.Min(jobsOf[pool], Math.Max(jobs, 2 * Environment.ProcessorCount));
        var second = await RunAsync(perCore, pool, jobs, samples.Timeout, $"pilot: {name}, one routee per core") ?? throw NothingCompleted(name);
        return new Piloted(first, second);
    }

    private async Task<PilotRun?> RunAsync(Profile profile, int pool, int jobs, TimeSpan timeout, string title)
    {
        using var traces = TraceStore.Temporary();
        var task = (samples with { Rate = null, Window = null }).TaskFor(new Contender(profile, [], [])) with
        {
            Part = new JobPart(pool, jobs),
            TracePath = traces.Pending,
        };
        var record = await show(title, progress => Sample.RunAsync(task, timeout, progress, cancellation));
        cancellation.ThrowIfCancellationRequested();
        return traces.ReadPending() is { } trace
            ? PilotRun.Of(trace.Records.Span, TimeSpan.FromSeconds(record.MakespanSeconds), TimeSpan.FromSeconds((record.Cpu?.UserSeconds + record.Cpu?.SystemSeconds) ?? 0))
            : null;
    }

    private static UserException NothingCompleted(string pool) =>
        new($"/user/{pool}: not one job of its pilot completed, so nothing is known about the others. See why with mul run.", ExitCodeOfLostJobs);

    // As a run that lost its jobs.
    private const int ExitCodeOfLostJobs = 1;
}

/// <summary>Shows the progress of one pilot while it runs.</summary>
internal delegate Task<RunRecord> ShowPilot(string title, Func<IProgress<SampleProgress>?, Task<RunRecord>> run);
