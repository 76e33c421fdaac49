using Mul.Host.Traces;

namespace Mul.Host.Findings;

/// <summary>What there is to say about one run.</summary>
internal static class RunFindings
{
    /// <summary>The id of a finding that is the machine's.</summary>
    public const string NoisyMachine = "noisy-machine";

    /// <summary>
    /// In the order in which people should read: whether the figures can be trusted, what the profile did not get,
    /// what that did to others, where the time went. One cause is said once: a rule keeps silent about a pool of which
    /// one of the rules named behind it has spoken, or which spoke of the whole run.
    /// </summary>
    private static readonly Entry[] Rules =
    [
        new("instrument-disagrees", new InstrumentDisagrees()),
        new("attempts-disagree", new AttemptsDisagree()),
        new(NoisyMachine, new NoisyMachine()),
        new("effective-differs", new EffectiveDiffers()),
        new("achieved-below-configured", new AchievedBelowConfigured()),
        new("starved-timers", new StarvedTimers()),
        new("oversubscribed", new Oversubscribed()),
        new("imbalance", new Imbalance()),

        // Fewer at once than asked for is the reason for which jobs wait for threads.
        new("thread-bound", new ThreadBound(), "achieved-below-configured"),

        // Who has fewer threads than asked for is told of the thread pool's growth there; late timers are its other face, with the same remedy.
        new("thread-injection", new ThreadInjection(), "achieved-below-configured", "starved-timers"),

        // Jobs that wait for continuations of their own grow longer with their number as well, and no origin is to blame.
        new("origin-bound", new OriginBound(), "achieved-below-configured", "starved-timers", "thread-injection"),
        new("gc-bound", new GcBound()),

        // Too many threads on busy cores: the more particular one has the better remedy.
        new("cpu-bound", new CpuBound(), "oversubscribed"),

        // More routees would wait at the same origin, or lie idle beside the others.
        new("pool-bound", new PoolBound(), "origin-bound", "imbalance"),

        // Two heaps are then one for each degree of concurrency, or the jobs whose continuations came late.
        new("bimodal", new Bimodal(), "origin-bound", "oversubscribed", "starved-timers"),
    ];

    public static IReadOnlyList<Finding> Of(RunRecord run)
    {
        var said = Rules.Select(entry => (entry.Id, entry.Unless, Remarks: entry.Rule.Of(run).ToArray())).ToArray();
        var pools = said.ToDictionary(entry => entry.Id, entry => entry.Remarks.Select(remark => remark.Pool).ToArray());
        return
        [
            .. from entry in said
               from remark in entry.Remarks
               where !entry.Unless.Any(cause => pools[cause].Any(pool => pool is null || remark.Pool is null || pool == remark.Pool))
               select new Finding(entry.Id, remark.Severity, remark.Message, remark.Remedy),
        ];
    }

    /// <param name="Id">Stable: other tools look for it.</param>
    /// <param name="Unless">Ids of rules after which this one would say the same thing again.</param>
    private sealed record Entry(string Id, IRule Rule, params string[] Unless);
}
