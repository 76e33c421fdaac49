using Mul.Actors.Dispatching;
using Mul.Host.Profiles.Hocon;
using Mul.Host.Profiles.Knowledge;

namespace Mul.Host.Profiles.Facts;

/// <summary>A dispatcher's section as Akka.NET uses it: over <c>akka.actor.default-dispatcher</c>, from which every section inherits.</summary>
/// <param name="Id">Its real path, at the end of all aliases.</param>
/// <param name="Own">What is written in its own section, in whatever file.</param>
/// <param name="Effective">The same over the default dispatcher's.</param>
/// <param name="Names">The name it was asked for, then every alias on the way, then its id.</param>
internal sealed record ResolvedDispatcher(string Id, Section Own, Section Effective, IReadOnlyList<string> Names)
{
    public const string DefaultId = "akka.actor.default-dispatcher";

    /// <summary>On it run the guardians, before there is any other actor.</summary>
    public const string InternalId = "akka.actor.internal-dispatcher";

    public string Type => DispatcherTypes.NameOf(Text(DispatcherKeys.Type) ?? "");

    /// <summary>The executor that runs it, under its HOCON name; what <c>executor</c> says may be overruled by the type.</summary>
    public string Executor => Type switch
    {
        DispatcherTypes.ForkJoin or DispatcherTypes.Pinned => DispatcherTypes.ForkJoinExecutor,
        DispatcherTypes.Task => DispatcherTypes.TaskExecutor,
        DispatcherTypes.Synchronized => DispatcherTypes.CurrentContextExecutor,
        _ => Text(DispatcherKeys.Executor) switch
        {
            null or "" or DispatcherTypes.DefaultExecutor => DispatcherTypes.ThreadPoolExecutor,
            var named => DispatcherTypes.NameOf(named),
        },
    };

    public bool HasForeignType => DispatcherTypes.IsForeign(Type, DispatcherTypes.Types);

    public bool HasForeignExecutor => DispatcherTypes.IsForeign(Executor, DispatcherTypes.Executors) && !DispatcherTypes.IsFixedThreads(Executor);

    public ThreadSupply Supply => Type switch
    {
        DispatcherTypes.Pinned => ThreadSupply.Pinned,
        _ when HasForeignType => ThreadSupply.Foreign,
        _ => Executor switch
        {
            DispatcherTypes.ThreadPoolExecutor or DispatcherTypes.TaskExecutor => ThreadSupply.ThreadPool,
            DispatcherTypes.ForkJoinExecutor => ThreadSupply.ForkJoin,
            DispatcherTypes.ChannelExecutor => ThreadSupply.Channel,
            var other when DispatcherTypes.IsFixedThreads(other) => ThreadSupply.Fixed,
            _ => ThreadSupply.Foreign,
        },
    };

    /// <summary>With it the sizes of <c>fork-join-executor</c> are not looked at.</summary>
    public bool HasDedicatedPool => Setting("dedicated-thread-pool") is Section { Count: > 0 };

    public bool BringsMailbox => !string.IsNullOrEmpty(Text(DispatcherKeys.MailboxType));

    /// <summary>A type of its own goes before what it requires.</summary>
    public bool RequiresMailbox => !BringsMailbox && !string.IsNullOrEmpty(Text(DispatcherKeys.MailboxRequirement));

    public int Throughput => Int(DispatcherKeys.Throughput) ?? 0;

    /// <summary>
    /// Akka.NET 1.5.74 runs throughput + 1 messages per turn, and one where a deadline is over: it compares the
    /// deadline with the uptime of the process. A pinned dispatcher always has one.
    /// </summary>
    public int MessagesPerTurn =>
        Supply == ThreadSupply.Pinned || HasDeadline ? 1 : Math.Clamp(Throughput, 1, int.MaxValue - 1) + 1;

    // What every dispatcher inherits is not worth reading: Akka.NET compiles a regular expression for its first duration,
    // which is a tenth of what the parent of a short run does.
    private bool HasDeadline => Text(DispatcherKeys.Deadline) is not DispatcherKeys.NoDeadline and var deadline
        && ValueRule.DurationOf(deadline) is { } time && time > TimeSpan.Zero && time <= DispatcherKeys.LongestDeadline;

    public Node? Setting(string path) => Effective.Find(path.Split('.'));

    public bool IsOwn(string path) => Own.Find(path.Split('.')) is not null;

    public string? Text(string path) => Effective.Text(path.Split('.'));

    public int? Int(string path) => ValueRule.IntOf(Text(path));

    /// <summary>Whether Akka.NET looks at a key of this dispatcher.</summary>
    public bool Reads(string path) => path switch
    {
        DispatcherKeys.Type or DispatcherKeys.ShutdownTimeout or DispatcherKeys.Deadline => true,
        DispatcherKeys.Throughput => Supply != ThreadSupply.Pinned,
        DispatcherKeys.Executor => Type == DispatcherTypes.Dispatcher || HasForeignType,
        DispatcherKeys.ThreadCount or DispatcherKeys.ThreadType => Supply == ThreadSupply.ForkJoin,
        DispatcherKeys.ParallelismMin or DispatcherKeys.ParallelismMax => Supply == ThreadSupply.ForkJoin && !HasDedicatedPool,
        DispatcherKeys.Priority => Supply == ThreadSupply.Channel,
        DispatcherKeys.MailboxType or DispatcherKeys.MailboxRequirement => Id != DefaultId,
        MailboxKeys.Capacity or MailboxKeys.PushTimeout => Id != DefaultId && IsOwn(path) && BringsMailbox && !MailboxCatalog.IsUnboundedType(Text(DispatcherKeys.MailboxType)),
        "stash-capacity" => Id != DefaultId && IsOwn(path) && BringsMailbox,
        _ when path.StartsWith("fixed-threads.", StringComparison.Ordinal) => Supply == ThreadSupply.Fixed,
        _ => DispatcherKeys.All.RuleOf(path) is null && (HasForeignType || HasForeignExecutor),
    };

    /// <summary>Threads that it may use; null where it has no bound of its own, or one thread per routee.</summary>
    public int? ThreadsOn(int cores, Section channelScheduler) => Supply switch
    {
        ThreadSupply.ForkJoin when HasDedicatedPool => Int(DispatcherKeys.ThreadCount) ?? 0,
        ThreadSupply.ForkJoin => Math.Min(Math.Max(cores, Int(DispatcherKeys.ParallelismMin) ?? 0), Int(DispatcherKeys.ParallelismMax) ?? 0),
        ThreadSupply.Channel => ChannelScheduler.WorkersOn(cores, channelScheduler),
        ThreadSupply.Fixed => Int(DispatcherKeys.FixedThreadCount) ?? FixedThreadsSettings.DefaultThreadCount,
        ThreadSupply.ThreadPool or ThreadSupply.Pinned or ThreadSupply.Foreign => null,
        _ => throw new InvalidOperationException($"unknown supply {Supply}"),
    };
}
