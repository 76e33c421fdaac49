using Mul.Actors.Jobs;
using Mul.Host.Traces;

namespace Mul.Host.Findings;

/// <summary>What the cores had to do in a run, as shares of its core-seconds from 0 to 1.</summary>
internal static class Cores
{
    // Beyond these the system counts cores that the run could not use, as on a machine that gives a container some of its many.
    // Not all of an excess is that: what the system counts begins before the first job and ends after the last.
    private const double MostIdle = 1.25;
    private const double MostOthers = 1.5;

    // Nine tenths would be missed by a run whose last job ends alone.
    private const double FullShare = 0.85;

    // Below this the run did not want the cores: with others asking for them, it would have got more.
    private const double LeastOwn = 0.2;

    // Less is what the system leaves idle between two tasks.
    private const double LeastIdle = 0.1;

    // Some task waited for a core, half of the time at least: nobody left one idle then.
    private const double MostPressure = 0.5;

    private const double NarrowPerCore = 0.75;
    private const double MostBesideHandlers = 1.5;

    // Of what other processes left; jobs that mostly wait use less.
    private const double FullMeanwhile = 0.5;

    /// <summary>Of this process; null where it is not known.</summary>
    public static double? Own(RunRecord run) =>
        run is { Cpu: { } cpu, MakespanSeconds: > 0 } ? cpu.Percent / (100 * run.Environment.Cores) : null;

    /// <summary>Of other processes and the hypervisor, which is never more than this process left; null where it is not known, or the run too short to tell.</summary>
    public static double? Others(RunRecord run) =>
        CoreSeconds.Told(run) is { Others: { } others, Idle: var idle, Total: var total } && others <= MostOthers * total && !(idle > MostIdle * total)
            ? Math.Max(0, Math.Min(1 - (Own(run) ?? 0), others / total))
            : null;

    /// <summary>Of nobody, which is never more than this process left; all of that where nothing else is known.</summary>
    public static double? Idle(RunRecord run) => Own(run) is { } own ? Math.Max(0, Math.Min(1 - own, LeftIdle(run))) : null;

    /// <summary>Whether this run had all the core time there was to have, and would have taken more. False where nothing is known.</summary>
    public static bool AreFull(RunRecord run) =>
        Own(run) is { } own && own >= LeastOwn && own >= FullShare * (1 - (Others(run) ?? 0)) && !IsNarrow(run, own);

    /// <summary>Whether the cores could have done more for a pool than they did: not where others filled them either. False where nothing is known.</summary>
    public static bool HadTime(RunRecord run, PoolRecord pool) => Idle(run) >= LeastIdle && !AreFull(run) && !MayHaveFilled(run, pool);

    /// <summary>Whether one pool of several may have had the cores for itself while it ran, however idle they were when only others had jobs.</summary>
    /// <remarks>The CPU time of a process is known, not that of each of its pools: one that held threads enough may have had all of it.</remarks>
    public static bool MayHaveFilled(RunRecord run, PoolRecord pool)
    {
        var cores = run.Environment.Cores;
        return run is { Pools.Count: > 1, Cpu: { } cpu } && !pool.Handling.FreesThread() && pool.MakespanSeconds is { } seconds
            && pool.Concurrency.Mean >= NarrowPerCore * cores && cpu.Seconds >= FullMeanwhile * (1 - (Others(run) ?? 0)) * seconds * cores;
    }

    private static double LeftIdle(RunRecord run) => CoreSeconds.Told(run) switch
    {
        { Idle: { } idle, Total: var total } => idle / total,
        null when run.Noise?.PressureSeconds >= MostPressure * run.MakespanSeconds => 0,
        _ => 1,
    };

    // Handlers that compute, too few at once to fill the cores: what others took was free for the taking. Where the process
    // used far more than its handlers had time for, as with jobs of no work, the handlers say nothing about its appetite.
    private static bool IsNarrow(RunRecord run, double own)
    {
        var atOnce = run.JobSeconds.Handler / run.MakespanSeconds;
        return atOnce < NarrowPerCore * run.Environment.Cores && own * run.Environment.Cores <= MostBesideHandlers * atOnce;
    }
}
