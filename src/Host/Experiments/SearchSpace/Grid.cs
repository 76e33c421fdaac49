using Akka.Configuration;
using Mul.Actors.Jobs;
using Mul.Host.Profiles.Hocon;

namespace Mul.Host.Experiments.SearchSpace;

/// <summary>Which settings are tried.</summary>
internal sealed record GridLimits
{
    public int Cores { get; init; } = Environment.ProcessorCount;

    /// <summary>Default: all kinds.</summary>
    public IReadOnlyList<TunedExecutor> Executors { get; init; } = [TunedExecutor.ThreadPool, TunedExecutor.FixedThreads, TunedExecutor.ForkJoin, TunedExecutor.Pinned];

    /// <summary>Where the workload has both ways; null = both, or that of the profile that is tuned.</summary>
    public Handling? Handling { get; init; }
}

/// <summary>Every candidate of a workload: kinds of dispatchers × sizes × messages per turn × handling.</summary>
/// <remarks>A function of workload, number of jobs and limits alone, so that a candidate of a ledger is found again by its name.</remarks>
internal static class Grid
{
    private const int MostRoutees = 1024;
    private const int MostThreads = 256;

    // Routees for each thread where threads are shared: enough that a thread which is free finds one with work.
    private const int RouteesPerThread = 4;

    /// <param name="jobsOf">How many jobs each pool has, by its place in the workload: a routee without a job is of no use.</param>
    /// <param name="tuned">The profile that candidates are laid over. Default: none.</param>
    public static IReadOnlyList<Candidate> Of(IWorkload workload, IReadOnlyList<int> jobsOf, GridLimits limits, TunedProfile? tuned = null)
    {
        // Every pool's choices are combined with every other's: with several pools, bigger steps and fewer kinds of turns.
        var coarse = workload.Pools.Count > 1;
        var candidates = new List<PoolChoice[]> { Array.Empty<PoolChoice>() };
        for (var place = 0; place < workload.Pools.Count; place++)
        {
            PoolChoice[] choices = [.. Choices(workload.Pools[place], Math.Max(1, jobsOf[place]), limits, tuned, coarse).Distinct()];
            candidates = [.. from pools in candidates from choice in choices select (PoolChoice[])[.. pools, choice]];
        }

        return [.. candidates.Select(pools => new Candidate(pools, tuned))];
    }

    /// <summary>Powers of two, of four if <paramref name="coarse"/>, and <paramref name="most"/> itself.</summary>
    public static IEnumerable<int> Sizes(int most, bool coarse = false) =>
        Enumerable.Range(0, 31).Where(power => !coarse || power % 2 == 0).Select(power => 1 << power).Where(size => size < most).Append(most);

    private static IEnumerable<PoolChoice> Choices(WorkloadPool pool, int jobs, GridLimits limits, TunedProfile? tuned, bool coarse)
    {
        var hasBoth = HasBothHandlings(pool);
        Handling[] handlings = (limits.Handling, tuned) switch
        {
            ({ } asked, _) when hasBoth => [asked],
            (_, not null) => [tuned.HandlingOf(pool)],
            _ when hasBoth => [Handling.Async, Handling.Blocking],
            _ => [pool.HandlingFor(MulDefaults.Config)],
        };
        return
            from handling in handlings
            from executor in limits.Executors
            from choice in handling == Handling.Async
                ? Async(pool.Name, executor, jobs, limits.Cores, coarse)
                : Blocking(pool.Name, executor, jobs, limits.Cores, coarse)
            select choice with { SetsHandling = hasBoth, Tuned = tuned?.Pools[pool.Name] };
    }

    // Jobs that free their thread need few threads; so many of them as a process has cores is already plenty.
    private static IEnumerable<PoolChoice> Async(string pool, TunedExecutor executor, int jobs, int cores, bool coarse)
    {
        int?[] threads = executor switch
        {
            TunedExecutor.ThreadPool => [null],
            TunedExecutor.Pinned => [],
            _ => coarse ? [1] : [1, cores],
        };
        return from count in threads from routees in Sizes(Math.Min(jobs, MostRoutees), coarse) select new PoolChoice(pool, executor, count, routees, Handling.Async);
    }

    private static IEnumerable<PoolChoice> Blocking(string pool, TunedExecutor executor, int jobs, int cores, bool coarse)
    {
        if (executor is TunedExecutor.ThreadPool or TunedExecutor.Pinned)
        {
            var most = executor == TunedExecutor.Pinned ? MostThreads : MostRoutees;
            return Sizes(Math.Min(jobs, most), coarse).Append(Math.Min(cores, jobs)).Select(routees => new PoolChoice(pool, executor, null, routees, Handling.Blocking));
        }

        // As many threads as routees: then turns do not matter. Fewer: then they do.
        var threads = Sizes(Math.Min(jobs, MostThreads), coarse).Append(Math.Min(cores, jobs)).Distinct();
        return threads.SelectMany(count => (PoolChoice[])
        [
            new(pool, executor, count, count, Handling.Blocking),
            .. Math.Min(jobs, RouteesPerThread * count) is var shared && shared > count && (!coarse || count == cores)
                ? Turns(coarse).Select(turns => new PoolChoice(pool, executor, count, shared, Handling.Blocking) { ShortTurns = turns })
                : [],
        ]);
    }

    private static bool[] Turns(bool coarse) => coarse ? [true] : [false, true];

    // If it listens to the key.
    private static bool HasBothHandlings(WorkloadPool pool) =>
        HandlingUnder(pool, Handling.Async) == Handling.Async && HandlingUnder(pool, Handling.Blocking) == Handling.Blocking;

    private static Handling HandlingUnder(WorkloadPool pool, Handling handling) => pool.HandlingFor(
        ConfigurationFactory.ParseString($"{PoolChoice.IoKeyOf(pool.Name)} = {PoolChoice.NameOf(handling)}").WithFallback(MulDefaults.Config));
}
