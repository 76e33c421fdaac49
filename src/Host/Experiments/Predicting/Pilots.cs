using Mul.Actors.Jobs;
using Mul.Host.Experiments.Samples;
using Mul.Host.Processes;
using Mul.Host.Profiles;
using Mul.Host.Profiles.Plans;
using Mul.Host.Simulation;
using Mul.Host.Traces;

namespace Mul.Host.Experiments.Predicting;

/// <summary>Runs a few jobs of each pool in fresh processes, with one routee and with several; once for all profiles that handle them alike.</summary>
/// <param name="samples">With the origin's address, if one is needed.</param>
/// <param name="jobsOf">How many jobs each pool has, by its place in the workload.</param>
/// <param name="isRough">Whether the first of them suffices, of a handful of jobs.</param>
/// <param name="show">Shows a pilot's progress under its title.</param>
internal sealed class Pilots(SampleSettings samples, IReadOnlyList<int> jobsOf, bool isRough, ShowPilot show, CancellationToken cancellation)
{
    private const int FewJobs = 16;
    private const int Handful = 4;
    private const int MostJobs = 100_000;

    // Of jobs that wait; threads of their own may be needed for as many.
    private const int AtOncePerCore = 64;
    private const int MostAtOnce = 256;

    // Where nothing but memory and caches decides how long a job takes, one process differs from the next by more than its jobs do;
    // where jobs wait for another side, one of three may meet it, or this machine, when it is busy.
    private const int Processes = 3;
    private const int ProcessesOfOwn = 2;

    // What a process uses in less time is mostly its instrument's.
    private static readonly TimeSpan ShortestRun = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan WantedRun = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongRun = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Dictionary<(string Profile, int Pool), Piloted> _known = [];
    private string? _failure;

    /// <summary>What the jobs of each pool ask of the machine under <paramref name="profile"/>'s handling of them; null for a pool without jobs.</summary>
    /// <param name="plans">Of every pool of the workload, in its order.</param>
    /// <exception cref="UserException">Not one job completed.</exception>
    public async Task<IReadOnlyList<Piloted?>> OfAsync(Profile profile, IReadOnlyList<PoolPlan> plans)
    {
        var pilot = new PilotProfile(profile, samples.Workload);
        var key = pilot.KeyOf(plans);
        var piloted = new Piloted?[plans.Count];
        for (var pool = 0; pool < plans.Count; pool++)
        {
            if (jobsOf[pool] > 0)
            {
                piloted[pool] = _known.TryGetValue((key, pool), out var known)
                    ? known
                    : _known[(key, pool)] = await PilotAsync(routees => pilot.With(plans, routees), pool, plans[pool]);
            }
        }

        return piloted;
    }

    /// <summary>The same, with what jobs that compute take under <paramref name="profile"/> itself.</summary>
    public async Task<IReadOnlyList<Piloted?>> WithOwnAsync(Profile profile, IReadOnlyList<Piloted?> piloted)
    {
        var result = new Piloted?[piloted.Count];
        for (var pool = 0; pool < result.Length; pool++)
        {
            result[pool] = piloted[pool] is { } known && known.Together.Processes.Count == Processes
                ? known with { Own = await OwnAsync(profile, pool, known) }
                : piloted[pool];
        }

        return result;
    }

    // Half of the jobs at the most: more would be the run itself.
    private async Task<IReadOnlyList<PilotRun>> OwnAsync(Profile profile, int pool, Piloted known)
    {
        var jobs = Math.Min(known.Together.Services.Count / Processes, (jobsOf[pool] + 1) / 2);
        var runs = new List<PilotRun>();
        for (var process = 0; process < ProcessesOfOwn; process++)
        {
            if (await RunAsync(profile, pool, jobs, samples.Timeout, $"pilot: {profile.Name}") is { } run)
            {
                runs.Add(run);
            }
        }

        return runs;
    }

    private async Task<Piloted> PilotAsync(Func<int, Profile> with, int pool, PoolPlan plan)
    {
        var one = with(1);
        var (name, handling) = (plan.Pool, plan.Handling);
        var jobs = Math.Min(jobsOf[pool], isRough ? Handful : FewJobs);
        var alone = await RunAsync(one, pool, jobs, Patience, $"pilot: {name}, one routee");
        if (alone is null && isRough)
        {
            throw NothingCompleted(name);
        }

        if (alone is null)
        {
            jobs = 1;
            alone = await RunAsync(one, pool, jobs, samples.Timeout, $"pilot: {name}, one job") ?? throw NothingCompleted(name);
        }
        else if (alone.MakespanPerJob * jobs < ShortestRun && jobs < jobsOf[pool])
        {
            jobs = (int)Math.Min(Math.Min(jobsOf[pool], MostJobs), WantedRun / alone.MakespanPerJob);
            alone = await RunAsync(one, pool, jobs, Patience, $"pilot: {name}, one routee") ?? alone;
        }

        if (isRough)
        {
            return new Piloted(alone, alone, 1, Environment.ProcessorCount, handling);
        }

        var computes = Piloted.Computes(alone);
        var (routees, wanted) = computes
            ? (Environment.ProcessorCount, Math.Max(jobs, 2 * Environment.ProcessorCount))
            : (Math.Min(AtOncePerCore * Environment.ProcessorCount, MostAtOnce), Math.Max(jobs, MostAtOnce));
        var most = Math.Min(jobsOf[pool], wanted);
        // Of jobs that wait two rounds at least: the first of them, when all come at once, is not like the others.
        routees = Math.Min(computes ? most : (most + 1) / 2, routees);
        var processes = alone.Makespan < (computes ? LongRun : LongWait) ? Processes : 1;
        alone = await SeveralAsync(processes, computes, alone, () => RunAsync(one, pool, jobs, samples.Timeout, $"pilot: {name}, one routee")) ?? alone;
        if (routees == 1)
        {
            return new Piloted(alone, alone, routees, Environment.ProcessorCount, handling);
        }

        var together = await SeveralAsync(processes, computes, null, () => RunAsync(with(routees), pool, most, samples.Timeout, $"pilot: {name}, {routees} routees"));
        return new Piloted(alone, together ?? throw NothingCompleted(name), routees, Environment.ProcessorCount, handling);
    }

    // Null if not one process completed a job.
    private static async Task<PilotRun?> SeveralAsync(int processes, bool computes, PilotRun? first, Func<Task<PilotRun?>> run)
    {
        List<PilotRun> runs = first is null ? [] : [first];
        for (var process = runs.Count; process < processes; process++)
        {
            if (await run() is { } one)
            {
                runs.Add(one);
            }
        }

        return runs.Count == 0 ? null
            : computes ? PilotRun.Pooled(runs)
            : PilotRun.Typical(runs);
    }

    private async Task<PilotRun?> RunAsync(Profile profile, int pool, int jobs, TimeSpan timeout, string title)
    {
        using var left = new TemporaryTrace();
        var task = (samples with { Rate = null, Window = null }).TaskFor(new Contender(profile, [], [])) with
        {
            Part = new JobPart(pool, jobs),
            TracePath = left.FilePath,
        };
        var record = await show(title, progress => Sample.RunAsync(task, timeout, progress, cancellation));
        cancellation.ThrowIfCancellationRequested();
        _failure = record.Pools[pool].CommonestFailure;
        return left.Read() is { } trace
            ? PilotRun.Of(trace.Records.Span, TimeSpan.FromSeconds(record.MakespanSeconds), TimeSpan.FromSeconds(record.Cpu?.Seconds ?? 0))
            : null;
    }

    private UserException NothingCompleted(string pool) =>
        new($"/user/{pool}: not one job of its pilot completed{(_failure is null ? "" : $" ({_failure})")}, so nothing is known about the others. See why with mul run.", ExitCode.JobFailed);
}

/// <summary>Shows the progress of one pilot while it runs.</summary>
internal delegate Task<RunRecord> ShowPilot(string title, Func<IProgress<SampleProgress>?, Task<RunRecord>> run);
