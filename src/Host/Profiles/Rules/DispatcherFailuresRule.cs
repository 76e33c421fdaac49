using Akka.Dispatch;
using Mul.Host.Profiles.Hocon;
using Mul.Host.Profiles.Knowledge;

namespace Mul.Host.Profiles.Rules;

/// <summary>Dispatchers at which Akka.NET throws or processes nothing, although each of their settings is a valid one.</summary>
internal sealed class DispatcherFailuresRule : IProfileRule
{
    public IEnumerable<Problem> Check(ProfileFacts facts)
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

        foreach (var problem in Used(facts))
        {
            yield return problem;
        }
    }

    private static IEnumerable<Problem> Used(ProfileFacts facts)
    {
        foreach (var reference in facts.References.Dispatchers.Where(reference => reference.Origin.Layer == Layer.Profile))
        {
            var dispatcher = facts.Catalog.Find(reference.Id, out _);
            if (dispatcher?.Executor == DispatcherTypes.CurrentContextExecutor)
            {
                yield return facts.Refuse(
                    reference.Origin, reference.Key, $"{reference.By} names dispatcher '{reference.Id}', which needs a synchronisation context, and a command has none",
                    "Name another one.");
            }
        }

        if (facts.Catalog.Default is { Executor: DispatcherTypes.CurrentContextExecutor } standard
            && (standard.Setting(DispatcherKeys.Type) ?? standard.Setting(DispatcherKeys.Executor)) is { } setting)
        {
            yield return facts.Refuse(setting.Origin, ResolvedDispatcher.DefaultId, "the default dispatcher would need a synchronisation context, and a command has none", "Use another type.");
        }
    }
}
