using Akka.Dispatch;
using Mul.Host.Profiles.Facts;
using Mul.Host.Profiles.Hocon;
using Mul.Host.Profiles.Knowledge;

namespace Mul.Host.Profiles.Rules;

/// <summary>Dispatchers at which Akka.NET throws or processes nothing, although each of their settings is a valid one.</summary>
internal sealed class DispatcherFailuresRule : IProfileRule
{
    private const string Context = "a synchronisation context, and a command has none";
    private const string Pinned = "a PinnedDispatcher, and the ActorSystem would not start: its guardians share this one";

    public IEnumerable<Problem> Check(ProfileFacts facts) => Written(facts).Concat(Named(facts)).Concat(Unnamed(facts));

    private static IEnumerable<Problem> Written(ProfileFacts facts)
    {
        foreach (var (dispatcher, written) in facts.WrittenDispatchers())
        {
            if (dispatcher is { Supply: ThreadSupply.ForkJoin, HasDedicatedPool: true } && dispatcher.Text(DispatcherKeys.ThreadCount) is null)
            {
                yield return facts.Refuse(
                    written.Child("dedicated-thread-pool")?.Origin ?? written.Origin, $"{dispatcher.Id}.dedicated-thread-pool",
                    "dedicated-thread-pool has no thread-count, and Akka.NET throws at it", "Add thread-count = …");
            }

            if (dispatcher.Id == ResolvedDispatcher.DefaultId && dispatcher.BringsMailbox)
            {
                yield return facts.Refuse(
                    dispatcher.Setting(DispatcherKeys.MailboxType)!.Origin, $"{dispatcher.Id}.mailbox-type",
                    "a mailbox-type in the default dispatcher keeps the ActorSystem from starting: its loggers run there and need a mailbox of their own",
                    "Set it in the dispatcher of the pool.");
            }

            if (dispatcher is { Id: ResolvedDispatcher.DefaultId, RequiresMailbox: true }
                && dispatcher.Setting(DispatcherKeys.MailboxRequirement) is Value requirement
                && ForeignType.Find(requirement.Text!) is { } required && required != typeof(IUnboundedMessageQueueSemantics))
            {
                yield return facts.Refuse(
                    requirement.Origin, $"{dispatcher.Id}.{DispatcherKeys.MailboxRequirement}",
                    "this mailbox-requirement in the default dispatcher keeps the ActorSystem from starting: its loggers run there and have a mailbox of their own",
                    "Set it in the dispatcher of the pool.");
            }
        }
    }

    private static IEnumerable<Problem> Named(ProfileFacts facts)
    {
        foreach (var reference in facts.References.Dispatchers.Where(reference => reference.Origin.Layer == Layer.Profile && reference.IsRead))
        {
            var dispatcher = facts.Catalog.Find(reference.Id, out _);
            if (dispatcher?.Executor == DispatcherTypes.CurrentContextExecutor)
            {
                yield return facts.Refuse(
                    reference.Origin, reference.Key, $"{reference.By} names dispatcher '{reference.Id}', which needs {Context}", "Name another one.");
            }
            else if (dispatcher?.Type == DispatcherTypes.Pinned && reference.By == ResolvedDispatcher.InternalId)
            {
                yield return facts.Refuse(reference.Origin, reference.Key, $"{reference.By} names dispatcher '{reference.Id}', {Pinned}", "Name another one.");
            }
        }
    }

    // Those of deployments, and those under the system itself.
    private static IEnumerable<Problem> Unnamed(ProfileFacts facts)
    {
        foreach (var (dispatcher, written) in facts.WrittenDispatchers().Where(found => IsUsedUnnamed(found.Dispatcher.Id)))
        {
            if (dispatcher.Executor == DispatcherTypes.CurrentContextExecutor)
            {
                var key = dispatcher.Type == DispatcherTypes.Synchronized ? DispatcherKeys.Type : DispatcherKeys.Executor;
                yield return facts.Refuse(written.Child(key)?.Origin ?? written.Origin, $"{dispatcher.Id}.{key}", $"{dispatcher.Id} needs {Context}", "Use another type.");
            }
            else if (dispatcher is { Id: ResolvedDispatcher.InternalId, Type: DispatcherTypes.Pinned })
            {
                yield return facts.Refuse(
                    written.Child(DispatcherKeys.Type)?.Origin ?? written.Origin, $"{dispatcher.Id}.{DispatcherKeys.Type}", $"{dispatcher.Id} is {Pinned}", "Use another type.");
            }
        }

        if (facts.Catalog.Default is { Executor: DispatcherTypes.CurrentContextExecutor } standard
            && (standard.Setting(DispatcherKeys.Type) ?? standard.Setting(DispatcherKeys.Executor)) is { } setting)
        {
            yield return facts.Refuse(setting.Origin, ResolvedDispatcher.DefaultId, $"the default dispatcher would need {Context}", "Use another type.");
        }
    }

    private static bool IsUsedUnnamed(string id) => id == ResolvedDispatcher.InternalId || DeploymentKeys.Contains(id);
}
