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

    private static readonly (string Name, string Section) OneThread = ("one-thread", $$"""
        {
          type = Dispatcher
          executor = "{{DispatcherTypes.FixedThreads}}"
          fixed-threads.thread-count = 1
          throughput = 1
        }
        """);

    /// <summary>The same settings, with a workload whose handling is known as far as it can be, and by pool why a pilot says nothing.</summary>
    /// <param name="profile">A profile that the workload is to run under, as the user names it: its actors may need what that says. Null = it says nothing that they could need.</param>
    /// <exception cref="UserException">The workload's options or the profile cannot be used.</exception>
    public static async Task<(SampleSettings Settings, IReadOnlyDictionary<string, string> Failures)> ResolveAsync(SampleSettings settings, string? profile, CancellationToken cancellation)
    {
        var failures = new Dictionary<string, string>();
        if (settings.Workload is not PlugInWorkload workload)
        {
            return (settings, failures);
        }

        var unknown = workload.Pools
            .Select((pool, place) => (pool.Name, Place: place, Handling: pool.HandlingFor(MulDefaults.Config)))
            .Where(pool => pool.Handling == Handling.Unknown)
            .ToArray();
        if (unknown.Length == 0)
        {
            return (settings, failures);
        }

        // One that is broken is told as such, and not tried out.
        var pilot = new PilotProfile(profile is null ? null : Contender.Admit([profile], workload, settings.Strict)[0].Profile, workload).With(Routees, OneThread);
        await using var stage = await Stage.SetAsync(settings, cancellation);
        var found = new Dictionary<string, Handling>();
        foreach (var (name, place, _) in unknown)
        {
            cancellation.ThrowIfCancellationRequested();
            (found[name], var failure) = await FindAsync(stage.Settings, pilot, place, cancellation);
            if (failure is not null)
            {
                failures[name] = failure;
            }
        }

        return (settings with { Workload = workload.With(found) }, failures);
    }

    private static async Task<(Handling Handling, string? Failure)> FindAsync(SampleSettings settings, Profile pilot, int pool, CancellationToken cancellation)
    {
        var task = (settings with { Rate = null, Window = null }).TaskFor(new Contender(pilot, [], [])) with { Part = new JobPart(pool, Jobs) };
        try
        {
            var record = (await Sample.RunAsync(task, Patience, null, cancellation)).Pools[pool];
            return (HandlingOf(record), record.CommonestFailure);
        }
        catch (SampleFailedException failed)
        {
            return (Handling.Unknown, failed.Message);
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
}
