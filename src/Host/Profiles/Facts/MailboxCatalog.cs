using Akka.Dispatch;
using Mul.Host.Profiles.Hocon;
using Mul.Host.Profiles.Knowledge;

namespace Mul.Host.Profiles.Facts;

/// <summary>Finds mailboxes by name, as Akka.NET's <c>Mailboxes.Lookup</c> does.</summary>
internal sealed class MailboxCatalog(Section all)
{
    private readonly Section _defaults = all.Find(HoconPath.Split(MailboxKeys.DefaultId)) as Section ?? new Section(Layers.Akka.Origin);

    /// <summary>The section of that name over <c>akka.actor.default-mailbox</c>, from which every mailbox takes what it does not say.</summary>
    public Section Find(string id) => (Section)Layers.Overlay(_defaults, all.Find(HoconPath.Split(id)) as Section ?? new Section(Layers.Akka.Origin));

    /// <summary>Whether a full one makes who tells it wait, and then drops the message.</summary>
    public bool IsBounded(string id) => id == MailboxKeys.Bounded || (id != MailboxKeys.Unbounded && IsBoundedType(Find(id).Text(MailboxKeys.Type)));

    /// <summary>The mailbox that Akka.NET has for what a dispatcher requires, or null if it requires nothing or brings a type of its own.</summary>
    public string? RequiredBy(ResolvedDispatcher dispatcher)
    {
        if (!dispatcher.RequiresMailbox || ForeignType.Find(dispatcher.Text(DispatcherKeys.MailboxRequirement)!) is not { } required)
        {
            return null;
        }

        var mailboxes = (all.Find("akka", "actor", "mailbox", "requirements") as Section)?.Children ?? [];
        return mailboxes.Where(mailbox => ForeignType.Find(mailbox.Key) == required).Select(mailbox => (mailbox.Value as Value)?.Text).LastOrDefault();
    }

    public static bool IsBoundedType(string? type) =>
        type is not null && typeof(IProducesPushTimeoutSemanticsMailbox).IsAssignableFrom(ForeignType.Find(type));

    /// <summary>Whether it is one of Akka.NET's that takes any number of messages, and so reads no sizes.</summary>
    public static bool IsUnboundedType(string? type) =>
        type is not null && ForeignType.Find(type)?.Assembly == typeof(MailboxType).Assembly && !IsBoundedType(type);
}
