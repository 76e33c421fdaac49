using System.Globalization;
using Mul.Actors.Jobs;
using Mul.Host.Profiles.Knowledge;
using Mul.Host.Statistics;

namespace Mul.Host.Experiments.SearchSpace;

/// <summary>One way to deploy one pool.</summary>
/// <param name="Pool">As in <c>/user/NAME</c>.</param>
/// <param name="Threads">Of a dispatcher of its own; null on the CLR's thread pool, and with a thread for each routee.</param>
internal sealed record PoolChoice(string Pool, TunedExecutor Executor, int? Threads, int Routees, Handling Handling)
{
    /// <summary>Whether the profile says how its jobs are handled: <c>mul.POOL.io</c>.</summary>
    public bool SetsHandling { get; init; }

    /// <summary>What the profile that is tuned says of the pool; null where there is none.</summary>
    public TunedPool? Tuned { get; init; }

    /// <summary>Messages per turn as few as Akka.NET allows, so that a thread soon takes up another routee; else its default, 30.</summary>
    public bool ShortTurns { get; init; }

    /// <summary>A blocking job on the CLR's thread pool may hold a thread of it for each routee; an async one holds none.</summary>
    public PoolSize Size => new(Threads ?? (Executor == TunedExecutor.ThreadPool && Handling == Handling.Async ? 0 : Routees), Routees);

    /// <summary>As <c>blocking-fixed-threads-8t-32r-short</c>: eight threads, 32 routees, short turns.</summary>
    public string Name => string.Create(
        CultureInfo.InvariantCulture,
        $"{(SetsHandling ? Io + "-" : "")}{Executor.NameOf()}{(Threads is { } threads ? $"-{threads}t" : "")}-{Routees}r{(ShortTurns ? "-short" : "")}");

    /// <summary>The same in words, as <c>32 blocking routees on 8 threads (fixed-threads), short turns</c>.</summary>
    public string Sentence
    {
        get
        {
            var routees = Figures.Counted(Routees, $"{(SetsHandling ? Io + " " : "")}routee");
            return Executor switch
            {
                TunedExecutor.ThreadPool => $"{routees} on {(Tuned is null ? "the default dispatcher" : "the CLR's thread pool")}",
                TunedExecutor.Pinned => $"{routees}, each with a thread of its own (pinned)",
                _ => $"{routees} on {Figures.Counted(Threads!.Value, "thread")} ({Executor.NameOf()}){(ShortTurns ? ", short turns" : "")}",
            };
        }
    }

    /// <summary>Whether it differs from another only in size.</summary>
    public bool IsLike(PoolChoice other) =>
        (Executor, Handling, ShortTurns) == (other.Executor, other.Handling, other.ShortTurns)
        && (Executor is TunedExecutor.ThreadPool or TunedExecutor.Pinned || Routees * other.Threads == other.Routees * Threads || (Handling == Handling.Async && Threads == other.Threads));

    /// <summary>The keys of the pool's handler; none where it has no choice.</summary>
    public string? HandlerLine => SetsHandling ? $"{IoKeyOf(Pool)} = {Io}" : null;

    /// <summary>The lines of the dispatcher's section; none on the default dispatcher.</summary>
    public IReadOnlyList<string> DispatcherLines => Executor switch
    {
        _ when IsOnDefault => [],
        TunedExecutor.ThreadPool => Section($"type = {DispatcherTypes.Dispatcher}", $"executor = {DispatcherTypes.ThreadPoolExecutor}"),
        TunedExecutor.Pinned => [$"{Dispatcher} {{ type = {DispatcherTypes.Pinned} }}"],
        TunedExecutor.ForkJoin => Section($"type = {DispatcherTypes.ForkJoin}", $"dedicated-thread-pool {{ thread-count = {Count(Threads!.Value)} }}"),
        TunedExecutor.FixedThreads => Section(
            $"type = {DispatcherTypes.Dispatcher}", $"executor = \"{DispatcherTypes.FixedThreads}\"", $"fixed-threads.thread-count = {Count(Threads!.Value)}"),
        _ => throw new InvalidOperationException($"{Executor}"),
    };

    public IReadOnlyList<string> DeploymentLines
    {
        get
        {
            string[] settings =
            [
                $"router = {Tuned?.Router ?? Routers.RoundRobin}",
                $"nr-of-instances = {Count(Routees)}",
                .. IsOnDefault || Tuned is { OnRoutees: true } ? [] : (string[])[$"pool-dispatcher = {Dispatcher}"],
                .. Tuned is { Resizes: true } ? ["resizer.enabled = off"] : (string[])[],
            ];
            return
            [
                $"/{Pool} {{ {string.Join(", ", settings)} }}",
                .. Tuned is { OnRoutees: true } ? [$"\"/{Pool}/*\" {{ dispatcher = {Dispatcher} }}"] : (string[])[],
            ];
        }
    }

    /// <summary>The name of its section.</summary>
    public string Dispatcher => Tuned?.Dispatcher ?? $"{Pool}-dispatcher";

    /// <summary>The key by which a profile chooses how a pool's jobs are handled, where a workload has both ways.</summary>
    public static string IoKeyOf(string pool) => $"mul.{pool}.io";

    public static string NameOf(Handling handling) => handling == Handling.Async ? "async" : "blocking";

    private string Io => NameOf(Handling);

    // A profile may make anything of its default dispatcher.
    private bool IsOnDefault => Executor == TunedExecutor.ThreadPool && Tuned is null;

    private IReadOnlyList<string> Section(params string[] settings) =>
        [$"{Dispatcher} {{", .. settings.Select(setting => "  " + setting), .. ShortTurns ? ["  throughput = 1"] : (string[])[], "}"];

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);
}
