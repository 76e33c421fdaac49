using Mul.Host.Profiles.Facts;
using Mul.Host.Profiles.Hocon;
using Mul.Host.Profiles.Knowledge;

namespace Mul.Host.Profiles.Rules;

/// <summary>Settings of a dispatcher that Akka.NET 1.5.74 does not read where they stand, or reads as something else.</summary>
internal sealed class DispatcherTrapsRule : IProfileRule
{
    public IEnumerable<Problem> Check(ProfileFacts facts) =>
        facts.WrittenDispatchers().Where(found => IsKnown(found.Dispatcher)).SelectMany(found => Check(facts, found.Dispatcher, found.Written));

    // A type or executor that there is not reads nothing at all, which has been said.
    private static bool IsKnown(ResolvedDispatcher dispatcher) =>
        (dispatcher.HasForeignType || DispatcherTypes.Types.Contains(dispatcher.Type))
        && (dispatcher.Supply != ThreadSupply.Foreign || dispatcher.HasForeignType || dispatcher.HasForeignExecutor
            || DispatcherTypes.Executors.Contains(dispatcher.Executor));

    private static IEnumerable<Problem> Check(ProfileFacts facts, ResolvedDispatcher dispatcher, Section written)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (path, node) in written.Leaves())
        {
            // One sentence per section that is not read, at its first line.
            if (node is Value value
                && (Unread(facts, dispatcher, path) ?? Misread(dispatcher, path, value.Text ?? "")) is var (message, remedy)
                && seen.Add(message))
            {
                yield return facts.Ignored(value.Origin, $"{dispatcher.Id}.{path}", message, remedy);
            }
        }
    }

    private static (string Message, string Remedy)? Unread(ProfileFacts facts, ResolvedDispatcher dispatcher, string path)
    {
        var (section, key) = (path.Split('.')[0], path.Split('.')[^1]);
        var heirs = dispatcher.Id == ResolvedDispatcher.DefaultId ? "; it only leaks into the dispatchers that inherit from this one" : "";
        return section switch
        {
            _ when dispatcher.HasForeignType || dispatcher.HasForeignExecutor => null,
            "thread-pool-executor" => ($"Akka.NET reads nothing under {section}: the CLR's thread pool sizes itself", UseForkJoin),
            "dedicated-thread-pool" when dispatcher.Supply != ThreadSupply.ForkJoin => (
                $"{section} is not read by {Kind(dispatcher)}{heirs}", Sizes(dispatcher)),
            "dedicated-thread-pool" when key is "deadlock-timeout" or "apartment" => ($"{key} has no effect: Akka.NET reads it and does nothing", "Remove it."),
            "fork-join-executor" when key == "task-peeking-mode" => ($"{key} is not read by Akka.NET", "Remove it."),
            "fork-join-executor" when dispatcher.Supply != ThreadSupply.ForkJoin => (
                $"{section} is not read by {Kind(dispatcher)}{heirs}", Sizes(dispatcher)),
            "fork-join-executor" when dispatcher.HasDedicatedPool => (
                $"{section} is not read, because there is a dedicated-thread-pool too, and that one wins", "Keep one of them."),
            "channel-executor" when dispatcher.Supply != ThreadSupply.Channel => (
                $"{section} is not read by {Kind(dispatcher)}", "Add executor = channel-executor, or remove it."),
            "fixed-threads" when dispatcher.Supply != ThreadSupply.Fixed => (
                $"{section} is not read by {Kind(dispatcher)}", $"Add executor = \"{DispatcherTypes.FixedThreads}\", or remove it."),
            DispatcherKeys.Executor => Overruled(dispatcher),
            DispatcherKeys.Throughput when dispatcher.Supply == ThreadSupply.Pinned => (
                "throughput has no effect on a PinnedDispatcher: it handles one message per turn", "Remove it."),
            DispatcherKeys.Teamwork => ($"{key} is not read: Akka.NET has no BalancingDispatcher", "Remove it."),
            "id" or "name" => ($"{key} is not read: a dispatcher is known by its path", "Remove it."),
            "mailbox-size" or MailboxKeys.Capacity or MailboxKeys.PushTimeout when dispatcher.RequiresMailbox && !facts.References.UsedMailboxes.Contains(dispatcher.Id) =>
                ($"{key} is not read beside a mailbox-requirement, which leads to a mailbox with sizes of its own", $"Write it in {facts.Mailboxes.RequiredBy(dispatcher) ?? "that mailbox"}, or remove it."),
            "mailbox-size" or MailboxKeys.Capacity or MailboxKeys.PushTimeout when !dispatcher.BringsMailbox && !facts.References.UsedMailboxes.Contains(dispatcher.Id) =>
                ($"{key} has no effect without a mailbox-type", dispatcher.Id == ResolvedDispatcher.DefaultId ? "Remove it." : "Add mailbox-type = \"Akka.Dispatch.BoundedMailbox, Akka\", or remove it."),
            "mailbox-size" => ($"{key} is not read", "Write mailbox-capacity."),
            _ => null,
        };
    }

    private static (string Message, string Remedy)? Misread(ResolvedDispatcher dispatcher, string path, string text) => path switch
    {
        DispatcherKeys.ParallelismFactor when ValueRule.DoubleOf(text) is not null and not 1.0 => (
            "parallelism-factor is not read: Akka.NET 1.5.74 always takes one thread per core, within parallelism-min and parallelism-max",
            "Set parallelism-min and parallelism-max to the number of threads."),
        DispatcherKeys.ParallelismMin when dispatcher.Int(path) > dispatcher.Int(DispatcherKeys.ParallelismMax) => (
            "parallelism-min is above parallelism-max, and the latter wins", "Raise parallelism-max."),
        DispatcherKeys.Deadline when ValueRule.DurationOf(text) > DispatcherKeys.LongestDeadline => (
            $"a throughput-deadline-time of {text} has no effect until the process is that old, and then ends a turn after one message: Akka.NET 1.5.74 compares it with the uptime of the process",
            "Remove it, and use throughput."),
        DispatcherKeys.Deadline when ValueRule.DurationOf(text) > TimeSpan.Zero => (
            "a throughput-deadline-time above 0 ends a turn after one message: Akka.NET 1.5.74 compares it with the uptime of the process",
            "Remove it, and use throughput."),
        DispatcherKeys.Throughput when ValueRule.IntOf(text) < 1 => (
            $"throughput = {text} is read as 1", "Write 1."),
        _ => null,
    };

    private static (string Message, string Remedy)? Overruled(ResolvedDispatcher dispatcher)
    {
        var asked = dispatcher.Text(DispatcherKeys.Executor);
        return dispatcher.Type is DispatcherTypes.Dispatcher || string.IsNullOrEmpty(asked) || asked == dispatcher.Executor ? null
            : ($"executor = {asked} is not read, because type = {dispatcher.Type} brings its own", "Keep one of them; type = Dispatcher uses the executor.");
    }

    private const string UseForkJoin = "Write type = ForkJoinDispatcher and dedicated-thread-pool { thread-count = … }.";

    private static string Sizes(ResolvedDispatcher dispatcher) => dispatcher.Supply switch
    {
        ThreadSupply.ThreadPool => "Add type = ForkJoinDispatcher, or remove it.",
        ThreadSupply.Pinned => "Remove it: there is one thread per routee.",
        ThreadSupply.Channel => "Size akka.channel-scheduler, which all channel executors share.",
        ThreadSupply.Fixed => "Write fixed-threads { thread-count = … }.",
        _ => "Remove it.",
    };

    private static string Kind(ResolvedDispatcher dispatcher) => dispatcher.Supply switch
    {
        ThreadSupply.Pinned => "a PinnedDispatcher",
        ThreadSupply.Fixed => "Mul's fixed threads",
        _ => $"{dispatcher.Executor} (this dispatcher has type {dispatcher.Type})",
    };
}
