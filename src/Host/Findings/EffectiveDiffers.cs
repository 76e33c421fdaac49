using Mul.Actors.Jobs;
using Mul.Actors.Running;
using Mul.Host.Profiles.Knowledge;
using Mul.Host.Statistics;
using Mul.Host.Traces;

namespace Mul.Host.Findings;

/// <summary>The routees see another pool than the one that the profile asks for.</summary>
internal sealed class EffectiveDiffers : IRule
{
    private const string Explain = "`mul explain` shows what Akka.NET makes of each line of the profile.";

    private const string Stopped = "A router does not replace a routee that has stopped: look for actors that stop themselves (`Context.Stop`, `PoisonPill`) or are stopped when they fail (`Directive.Stop`).";

    // A foreign class has one name in HOCON, its configurator's, and another from inside: there is nothing to compare.
    private static readonly string[] Types = [DispatcherTypes.Dispatcher, DispatcherTypes.ForkJoin, DispatcherTypes.Pinned, DispatcherTypes.Task];

    private static readonly string[] Executors =
    [
        DispatcherTypes.ThreadPoolExecutor, DispatcherTypes.ForkJoinExecutor, DispatcherTypes.TaskExecutor, DispatcherTypes.ChannelExecutor,
        DispatcherTypes.CurrentContextExecutor,
    ];

    public IEnumerable<Remark> Of(RunRecord run) =>
        from pool in run.Pools
        let differences = Differences(pool).ToArray()
        where differences.Length > 0
        select new Remark(
            Severity.Warning,
            $"{pool.Name}: the profile asks for {string.Join(", for ", differences.Select(difference => difference.Text))}.",
            string.Join(" ", differences.Select(difference => difference.Remedy).Distinct()),
            pool.Name);

    private static IEnumerable<(string Text, string Remedy)> Differences(PoolRecord pool)
    {
        if (pool is not { Configured: { } asked, Effective: { } seen })
        {
            yield break;
        }

        // More than asked for is a resizer's work, and so may be one that stopped and cost no job.
        if (seen.Routees < asked.Routees || (seen.Routees == asked.Routees && pool.StoppedRoutees > 0 && HasLostJobs(pool)))
        {
            var routees = Figures.Counted(asked.Routees, "routee");
            yield return pool.StoppedRoutees > 0
                ? ($"{routees}, and {Figures.Count(pool.StoppedRoutees)} stopped during the run", Stopped)
                : ($"{routees} and has {Figures.Count(seen.Routees)}", Explain);
        }

        var (want, have) = (asked.Dispatcher, seen.Dispatcher);
        if (want.Id != have.Id)
        {
            // The rest follows from it.
            yield return ($"{want.Id} and its routees run on {have.Id}", Trap.NameDispatcher(pool.Name, want.Id, have.Id));
            yield break;
        }

        var executor = want.Executor is DispatcherTypes.DefaultExecutor or "" ? DispatcherTypes.ThreadPoolExecutor : want.Executor;
        var type = DispatcherIdentity.NameOf(want.Type, executor);
        if (Differ(type, have.Type, Types))
        {
            yield return ($"a {type} and has a {have.Type}", Explain);
        }
        else if (type != DispatcherTypes.Pinned && Differ(executor, have.Executor, Executors))
        {
            // Pinned threads come from an executor of Akka.NET's own, whatever the profile says.
            yield return ($"the {executor} and has the {have.Executor}", Explain);
        }

        if (want.Throughput != have.Throughput)
        {
            yield return (
                $"a throughput of {Figures.Count(want.Throughput)} and has {Figures.Count(have.Throughput)}",
                $"A dispatcher takes what its section lacks from akka.actor.default-dispatcher. {Explain}");
        }
    }

    private static bool HasLostJobs(PoolRecord pool) => pool.Failures.Any(failure => RunLog.IsNoOutcome(failure.Reason));

    private static bool Differ(string asked, string seen, string[] known) => asked != seen && known.Contains(asked) && known.Contains(seen);
}
