using Mul.Actors.Dispatching;

namespace Mul.Host.Profiles.Knowledge;

/// <summary>
/// The keys of a dispatcher. Akka.NET's reference.conf declares a part of them; the rest, marked here, it reads
/// without declaring, or it knows their names from the JVM and reads nothing.
/// </summary>
internal static class DispatcherKeys
{
    public const string Type = "type";
    public const string Executor = "executor";
    public const string Throughput = "throughput";
    public const string Deadline = "throughput-deadline-time";

    /// <summary>The value of <see cref="Deadline"/> in Akka.NET's reference.conf.</summary>
    public const string NoDeadline = "0ms";

    /// <summary>A longer <see cref="Deadline"/> counts as none: Akka.NET compares it with the uptime of the process, and a run may be over by then.</summary>
    public static readonly TimeSpan LongestDeadline = TimeSpan.FromSeconds(1);

    public const string ShutdownTimeout = "shutdown-timeout";
    public const string Teamwork = "attempt-teamwork";
    public const string ThreadCount = "dedicated-thread-pool.thread-count";
    public const string ThreadType = "dedicated-thread-pool.threadtype";
    public const string DeadlockTimeout = "dedicated-thread-pool.deadlock-timeout";
    public const string Apartment = "dedicated-thread-pool.apartment";
    public const string ParallelismMin = "fork-join-executor.parallelism-min";
    public const string ParallelismMax = "fork-join-executor.parallelism-max";
    public const string ParallelismFactor = "fork-join-executor.parallelism-factor";
    public const string PeekingMode = "fork-join-executor.task-peeking-mode";
    public const string Priority = "channel-executor.priority";
    public const string FixedThreadCount = "fixed-threads.thread-count";
    public const string MailboxType = "mailbox-type";
    public const string MailboxRequirement = "mailbox-requirement";

    public static KeySet All { get; } = new("a dispatcher", new Dictionary<string, ValueRule>
    {
        [Type] = ValueRule.Text,
        [Executor] = ValueRule.Text,
        [Throughput] = ValueRule.Integer,
        [Deadline] = ValueRule.Duration,
        [ShutdownTimeout] = ValueRule.Duration,
        [Teamwork] = ValueRule.Switch,
        ["name"] = ValueRule.Text,
        ["id"] = ValueRule.Text,

        // Declared in default-fork-join-dispatcher only; deadlock-timeout and apartment nowhere.
        [ThreadCount] = ValueRule.Count(atLeast: 1, FixedThreadsSettings.MaxThreadCount),
        [ThreadType] = ValueRule.OneOf("background", "foreground"),
        [DeadlockTimeout] = ValueRule.Duration,
        [Apartment] = ValueRule.Text,

        [ParallelismMin] = ValueRule.Count(atLeast: 0, FixedThreadsSettings.MaxThreadCount),
        [ParallelismFactor] = ValueRule.Number,
        [ParallelismMax] = ValueRule.Count(atLeast: 1),
        [PeekingMode] = ValueRule.OneOf("FIFO", "LIFO"),

        // Not declared as a whole: internal-dispatcher has it with the value high. None would throw at the first message.
        [Priority] = ValueRule.OneOf("normal", "low", "belownormal", "abovenormal", "high", "realtime", "background", "idle"),

        // Names from the JVM and from older versions: read by nothing in Akka.NET 1.5.74.
        ["thread-pool-executor.thread-count"] = ValueRule.Integer,
        ["thread-pool-executor.fixed-pool-size"] = ValueRule.Text,
        ["thread-pool-executor.core-pool-size-min"] = ValueRule.Integer,
        ["thread-pool-executor.core-pool-size-factor"] = ValueRule.Number,
        ["thread-pool-executor.core-pool-size-max"] = ValueRule.Integer,
        ["thread-pool-executor.max-pool-size-min"] = ValueRule.Integer,
        ["thread-pool-executor.max-pool-size-factor"] = ValueRule.Number,
        ["thread-pool-executor.max-pool-size-max"] = ValueRule.Integer,
        ["thread-pool-executor.pool-size-min"] = ValueRule.Integer,
        ["thread-pool-executor.pool-size-factor"] = ValueRule.Number,
        ["thread-pool-executor.pool-size-max"] = ValueRule.Integer,
        ["thread-pool-executor.keep-alive-time"] = ValueRule.Duration,
        ["thread-pool-executor.task-queue-size"] = ValueRule.Integer,
        ["thread-pool-executor.task-queue-type"] = ValueRule.Text,
        ["thread-pool-executor.allow-core-timeout"] = ValueRule.Switch,

        // Mul's own executor.
        [FixedThreadCount] = ValueRule.Count(atLeast: 1, FixedThreadsSettings.MaxThreadCount),
        ["fixed-threads.spin-count"] = ValueRule.Count(atLeast: 0, FixedThreadsSettings.MaxSpinCount),
        ["fixed-threads.thread-priority"] = ValueRule.OneOf(Enum.GetNames<ThreadPriority>()),

        // Mailboxes are declared in default-mailbox, and read in a dispatcher's section too.
        [MailboxType] = ValueRule.Text,
        [MailboxRequirement] = ValueRule.Text,
        ["mailbox-capacity"] = ValueRule.Count(atLeast: 0),
        ["mailbox-push-timeout-time"] = ValueRule.Duration,
        ["mailbox-size"] = ValueRule.Integer,
        ["stash-capacity"] = ValueRule.Integer,
    })
    {
        EmptySections = ["default-executor", "task-executor", "current-context-executor", "thread-pool-executor", "channel-executor"],
    };

    /// <summary>Keys that only a dispatcher has: a section with one of them is meant to be one.</summary>
    public static IReadOnlyList<string> Marks { get; } =
        [Type, Executor, Throughput, Deadline, "dedicated-thread-pool", "fork-join-executor", "thread-pool-executor", "channel-executor", "fixed-threads"];
}
