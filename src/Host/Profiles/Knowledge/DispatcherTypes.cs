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

    // The classes of Akka.NET's that it means by these names; a profile may name them themselves.
    private static readonly Dictionary<string, string> Classes = new(StringComparer.Ordinal)
    {
        ["Akka.Dispatch.DispatcherConfigurator"] = Dispatcher,
        ["Akka.Dispatch.PinnedDispatcherConfigurator"] = Pinned,
        ["Akka.Dispatch.CurrentSynchronizationContextDispatcherConfigurator"] = Synchronized,
        ["Akka.Dispatch.ThreadPoolExecutorServiceFactory"] = ThreadPoolExecutor,
        ["Akka.Dispatch.ForkJoinExecutorServiceFactory"] = ForkJoinExecutor,
        ["Akka.Dispatch.DefaultTaskSchedulerExecutorConfigurator"] = TaskExecutor,
        ["Akka.Dispatch.ChannelExecutorConfigurator"] = ChannelExecutor,
        ["Akka.Dispatch.CurrentSynchronizationContextExecutorServiceFactory"] = CurrentContextExecutor,
    };

    /// <summary>One name for one thing: Akka.NET's own class goes under the word that HOCON has for it.</summary>
    public static string NameOf(string name) => Classes.GetValueOrDefault(name.Split(',')[0].Trim(), name);

    /// <summary>Whether a name can only be that of a .NET type.</summary>
    public static bool IsForeign(string name, IReadOnlyList<string> known) =>
        !known.Contains(name, StringComparer.Ordinal) && name.AsSpan().ContainsAny('.', ',');

    public static bool IsFixedThreads(string executor) =>
        string.Equals(executor.Replace(" ", "", StringComparison.Ordinal), FixedThreads.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
}
