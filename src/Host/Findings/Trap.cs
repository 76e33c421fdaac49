using Mul.Host.Profiles.Facts;
using Mul.Host.Profiles.Knowledge;
using Mul.Host.Statistics;
using Mul.Host.Traces;

namespace Mul.Host.Findings;

/// <summary>Why Akka.NET 1.5.74 ran fewer jobs of a pool at once than its profile asks for.</summary>
/// <param name="Cause">The end of a sentence: what Akka.NET does.</param>
/// <param name="Remedy">The setting that avoids it.</param>
internal sealed record Trap(string Cause, string Remedy)
{
    private const string AsyncHandlers = "Asynchronous handlers (ReceiveAsync) need no thread while they wait.";

    /// <summary>How to give a pool as many threads as there are cores, on any machine.</summary>
    public const string ThreadPerCore = "a ForkJoinDispatcher with `fork-join-executor { parallelism-min = 1, parallelism-max = 64 }` has them on any machine.";

    /// <summary>How to give a pool threads that are there from the start and all wake.</summary>
    public static string OwnThreads(int threads) =>
        FormattableString.Invariant($"`type = {DispatcherTypes.Pinned}` (a thread for each routee) or `executor = \"{DispatcherTypes.FixedThreads}\"` with `fixed-threads.thread-count = {threads}`");

    /// <summary>How to name a pool's dispatcher so that Akka.NET uses it.</summary>
    /// <param name="dispatcher">The one that the profile asks for; one inside a deployment is a pool-dispatcher, which Akka.NET reads.</param>
    /// <param name="seen">What it uses instead: the default one where nothing that it reads names any.</param>
    public static string NameDispatcher(string pool, string dispatcher, string seen) => seen != ResolvedDispatcher.DefaultId || DeploymentKeys.Contains(dispatcher)
        ? $"Something else names {seen} for them and goes first: `\"/{pool}/*\"` in the profile, which `mul explain` shows, or the workload itself."
        : $"On a router's own path Akka.NET ignores `dispatcher`. Write `pool-dispatcher = {dispatcher}` there; if that is there already, write `\"/{pool}/*\" {{ dispatcher = {dispatcher} }}`, which goes first.";

    /// <param name="configured">Jobs at once that the profile asks for.</param>
    public static Trap Of(PoolRecord pool, int configured, int cores)
    {
        var asked = pool.Configured?.Dispatcher;
        var seen = pool.Effective?.Dispatcher;
        var threads = Figures.Count(seen?.Threads);
        var ownThreads = $"Give the pool threads that are all there when the work comes: {OwnThreads(configured)}. {AsyncHandlers}";
        return seen switch
        {
            not null when asked is not null && asked.Id != seen.Id => new Trap(
                $"its routees do not run on {asked.Id}, which the profile names for them, but on {seen.Id}",
                NameDispatcher(pool.Name, asked.Id, seen.Id)),
            // Its channels allow synchronous continuations: writing to an idle one runs its worker on the writer's thread.
            { Executor: DispatcherTypes.ChannelExecutor } => new Trap(
                $"the channel executor lets the thread that tells a job do it, and adds further workers by a timer, so work that holds its thread goes through it nearly one by one (on {Threads(seen.Threads)} here)",
                ownThreads),
            { Type: DispatcherTypes.ForkJoin } when asked?.Threads > cores => new Trap(
                $"a burst wakes only about as many threads of a ForkJoinDispatcher as there are cores ({Figures.Count(cores)}), and jobs ran on {threads} of its {Figures.Count(asked.Threads)}",
                ownThreads),
            { Executor: DispatcherTypes.ThreadPoolExecutor or DispatcherTypes.TaskExecutor } => new Trap(
                $"the CLR's thread pool begins with a thread per core ({Figures.Count(cores)}) and adds about one per half second, and jobs ran on {threads}",
                ownThreads),
            _ => new Trap(
                $"jobs ran on {Threads(seen?.Threads)}",
                $"Look at what Akka.NET makes of the dispatcher (`mul explain`), or give the pool threads of its own: {OwnThreads(configured)}."),
        };
    }

    private static string Threads(int? count) => count == 1 ? "one thread" : $"{Figures.Count(count)} threads";
}
