using System.Globalization;
using Mul.Actors.Jobs;
using Mul.Host.Experiments.Samples;
using Mul.Host.Profiles;
using Mul.Host.Profiles.Hocon;
using Mul.Host.Profiles.Knowledge;
using Mul.Host.Traces;
using Mul.Host.Workloads;

namespace Mul.Host.Experiments.Predicting;

/// <summary>Finds out whether jobs hold their thread where a workload does not say: two routees, one thread that both may use.</summary>
/// <remarks>
/// Jobs that hold the thread can only follow each other; of jobs that free it while they wait, two are under way at once; more
/// than two are where a routee takes up the next one before it is done.
/// </remarks>
internal static class HandlingPilot
{
    private const int Jobs = 8;
    private const int Routees = 2;

    // Half way between one job at once and two.
    private const double Both = 1.5;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>The same settings, with a workload whose handling is known as far as it can be.</summary>
    /// <exception cref="UserException">The workload's options cannot be used.</exception>
    public static async Task<SampleSettings> ResolveAsync(SampleSettings settings, CancellationToken cancellation)
    {
        if (settings.Workload is not PlugInWorkload workload)
        {
            return settings;
        }

        var unknown = workload.Pools
            .Select((pool, place) => (pool.Name, Place: place, Handling: pool.HandlingFor(MulDefaults.Config)))
            .Where(pool => pool.Handling == Handling.Unknown)
            .ToArray();
        if (unknown.Length == 0)
        {
            return settings;
        }

        await using var stage = await Stage.SetAsync(settings, cancellation);
        var found = new Dictionary<string, Handling>();
        foreach (var (name, place, _) in unknown)
        {
            found[name] = await FindAsync(stage.Settings, place, cancellation);
        }

        return settings with { Workload = workload.With(found) };
    }

    private static async Task<Handling> FindAsync(SampleSettings settings, int pool, CancellationToken cancellation)
    {
        var contender = new Contender(ProfileFor(settings.Workload), [], []);
        var task = (settings with { Rate = null, Window = null }).TaskFor(contender) with { Part = new JobPart(pool, Jobs) };
        try
        {
            return HandlingOf((await Sample.RunAsync(task, Patience, null, cancellation)).Pools[pool]);
        }
        catch (SampleFailedException)
        {
            // The run itself will say what is wrong.
            return Handling.Unknown;
        }
    }

    internal static Handling HandlingOf(PoolRecord pilot) => pilot switch
    {
        // What failed may not have got as far as waiting.
        { Jobs.Completed: 0 } => Handling.Unknown,
        { Concurrency.Max: > Routees } => Handling.Delegating,
        { Concurrency.Mean: >= Both } => Handling.Async,
        _ => Handling.Blocking,
    };

    private static Profile ProfileFor(IWorkload workload)
    {
        var deployments = workload.Pools.Select(pool => string.Create(
            CultureInfo.InvariantCulture,
            $"/{pool.Name} {{ router = {Routers.RoundRobin}, nr-of-instances = {Routees}, pool-dispatcher = one-thread }}"));
        return ProfileLoader.FromText("pilot", "pilot.hocon", $$"""
            one-thread {
              type = Dispatcher
              executor = "{{DispatcherTypes.FixedThreads}}"
              fixed-threads.thread-count = 1
              throughput = 1
            }
            akka.actor.deployment {
              {{string.Join("\n  ", deployments)}}
            }
            """);
    }
}
