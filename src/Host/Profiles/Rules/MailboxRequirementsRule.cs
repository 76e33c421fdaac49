using Akka.Dispatch;
using Akka.Dispatch.MessageQueues;
using Mul.Host.Profiles.Facts;
using Mul.Host.Profiles.Hocon;
using Mul.Host.Profiles.Knowledge;
using Mul.Host.Profiles.Plans;

namespace Mul.Host.Profiles.Rules;

/// <summary>Routees get a mailbox that is there and is what their dispatcher requires: otherwise the whole ActorSystem goes down.</summary>
internal sealed class MailboxRequirementsRule : IProfileRule
{
    public IEnumerable<Problem> Check(ProfileFacts facts)
    {
        // What a dispatcher requires that is not there, nobody knows.
        var isKnown = !facts.References.Dispatchers.Exists(reference => facts.Catalog.Find(reference.Id, out _) is null);
        return Twice(facts).Concat(isKnown ? facts.KnownPools.Select(pool => Unmet(facts, pool.Name)).OfType<Problem>() : []);
    }

    // Akka.NET makes a dictionary of their types.
    private static IEnumerable<Problem> Twice(ProfileFacts facts) =>
        from own in (facts.Own.Find(HoconPath.Split(MailboxKeys.RequirementsId)) as Section)?.Children ?? []
        let type = ForeignType.Find(own.Key)
        let other = facts.Mailboxes.Requirements.Select(known => known.Key).FirstOrDefault(key => key != own.Key && ForeignType.Find(key) == type)
        where type is not null && other is not null
        select facts.Refuse(
            own.Value.Origin, $"{MailboxKeys.RequirementsId}.{HoconPath.Join([own.Key])}",
            $"\"{own.Key}\" is the same type as \"{other}\", and the ActorSystem would not start", $"Write it as \"{other}\".");

    private static Problem? Unmet(ProfileFacts facts, string pool)
    {
        if (facts.Deployments.Find(pool) is not { Router: not null } deployment)
        {
            return null;
        }

        var placements = new Placements(facts, pool, deployment);
        var (dispatcher, _) = placements.Given();
        if (placements.HasMailboxOf(dispatcher) && HoconPath.HasDottedKey(dispatcher.Id))
        {
            var brought = dispatcher.Setting(DispatcherKeys.MailboxType)!;
            return facts.Refuse(
                brought.Origin, $"{dispatcher.Id}.{DispatcherKeys.MailboxType}",
                $"the mailbox-type of {dispatcher.Id} is looked for under that name without its quotes, is not found there, and takes the ActorSystem down",
                $"Name the dispatcher without dots, or a mailbox under \"/{pool}/*\".");
        }

        if (dispatcher.Setting(DispatcherKeys.MailboxRequirement) is not Value { Text: { Length: > 0 } requirement } written
            || ForeignType.Find(requirement) is not { } required || required == typeof(IMessageQueue) || IsRefusedAnyway(facts, written, required))
        {
            return null;
        }

        var mailbox = placements.MailboxId(dispatcher);
        var type = mailbox is null ? null : facts.Mailboxes.TypeOf(mailbox);
        if (mailbox is not null && (type is null || MailboxCatalog.Makes(type, required)))
        {
            return null;
        }

        var mapped = facts.Mailboxes.MappedTo(required);
        return facts.Refuse(
            written.Origin, $"{dispatcher.Id}.{DispatcherKeys.MailboxRequirement}",
            $"mailbox-requirement = {requirement}, but {(type is null ? "no mailbox is there for it" : $"the routees' mailbox is {type.Name}, whose queue is none")}: the ActorSystem would go down",
            mapped is not null && facts.Mailboxes.TypeOf(mapped) is { } fit && MailboxCatalog.Makes(fit, required) ? $"Remove it, or the other mailbox: alone it leads to {mapped}." : "Remove it.");
    }

    // In the default dispatcher nothing else can be required.
    private static bool IsRefusedAnyway(ProfileFacts facts, Value written, Type required) =>
        written == facts.Catalog.Default.Setting(DispatcherKeys.MailboxRequirement) && required != typeof(IUnboundedMessageQueueSemantics);
}
