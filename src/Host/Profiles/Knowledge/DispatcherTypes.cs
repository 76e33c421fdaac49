namespace Mul.Host.Profiles.Knowledge;

/// <summary>What <c>type</c> and <c>executor</c> may be, letter by letter as Akka.NET compares them.</summary>
internal static class DispatcherTypes
{
    public const string Dispatcher = "Dispatcher";
    public const string Task = "TaskDispatcher";
    public const string ForkJoin = "ForkJoinDispatcher";
    public const string Pinned = "PinnedDispatcher";
    public const string Synchronized = "SynchronizedDispatcher";

    public const string ThreadPoolExecutor = "thread-pool-executor";
    public const string DefaultExecutor = "default-executor";
    public const string ForkJoinExecutor = "fork-join-executor";
    public const string TaskExecutor = "task-executor";
    public const string ChannelExecutor = "channel-executor";
    public const string CurrentContextExecutor = "current-context-executor";

    /// <summary>The executor of <c>src/Actors/Dispatching</c>.</summary>
    public const string FixedThreads = "Mul.Actors.Dispatching.FixedThreadsConfigurator, Mul.Actors";

    public static IReadOnlyList<string> Types { get; } = [Dispatcher, ForkJoin, Pinned, Task, Synchronized];

    public static IReadOnlyList<string> Executors { get; } =
        [DefaultExecutor, ThreadPoolExecutor, ForkJoinExecutor, TaskExecutor, ChannelExecutor, CurrentContextExecutor];

    /// <summary>Whether a name can only be that of a .NET type.</summary>
    public static bool IsForeign(string name, IReadOnlyList<string> known) =>
        !known.Contains(name, StringComparer.Ordinal) && name.AsSpan().ContainsAny('.', ',');

    public static bool IsFixedThreads(string executor) =>
        string.Equals(executor.Replace(" ", "", StringComparison.Ordinal), FixedThreads.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
}
