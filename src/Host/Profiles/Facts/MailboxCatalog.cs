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

    /// <summary>The .NET type of the mailbox of that name, or null if it cannot be loaded.</summary>
    public Type? TypeOf(string id) => id switch
    {
        MailboxKeys.Unbounded => typeof(UnboundedMailbox),
        MailboxKeys.Bounded => typeof(BoundedMailbox),
        _ => Find(id).Text(MailboxKeys.Type) is { } type ? ForeignType.Find(type) : null,
    };

    /// <summary>Whether it is of a type that makes who tells a full one wait, and then drops the message.</summary>
    public bool IsBounded(string id) => IsBounded(TypeOf(id));

    /// <summary>What one of such a type does when it is full.</summary>
    public Overflow OverflowOf(string id)
    {
        var section = Find(id);
        return (ValueRule.IntOf(section.Text(MailboxKeys.Capacity)), ValueRule.DurationOf(section.Text(MailboxKeys.PushTimeout))?.Ticks) switch
        {
            (_, < 0) => Overflow.TakesSystemDown,
            (0, _) => Overflow.Never,
            (_, 0) => Overflow.Drops,
            _ => Overflow.Waits,
        };
    }

    /// <summary>Whether no pool could do with it: it drops jobs at once, or takes the ActorSystem down.</summary>
    public bool IsUnfit(string id) => IsBounded(id) && OverflowOf(id) is (Overflow.TakesSystemDown or Overflow.Drops);

    /// <summary>The mailbox that Akka.NET has for what a dispatcher requires, or null if it requires nothing or brings a type of its own.</summary>
    public string? RequiredBy(ResolvedDispatcher dispatcher) =>
        dispatcher.RequiresMailbox && ForeignType.Find(dispatcher.Text(DispatcherKeys.MailboxRequirement)!) is { } required ? MappedTo(required) : null;

    /// <summary>The mailbox that <c>akka.actor.mailbox.requirements</c> has for a queue, or null.</summary>
    public string? MappedTo(Type queue) =>
        Requirements.Where(mailbox => ForeignType.Find(mailbox.Key) == queue).Select(mailbox => (mailbox.Value as Value)?.Text).LastOrDefault();

    /// <summary>The names of queues, each with the mailbox for it.</summary>
    public IEnumerable<KeyValuePair<string, Node>> Requirements => (all.Find(HoconPath.Split(MailboxKeys.RequirementsId)) as Section)?.Children ?? [];

    /// <summary>Whether the queues of a mailbox's type are of another type.</summary>
    public static bool Makes(Type mailbox, Type queue) => Array.Exists(
        mailbox.GetInterfaces(),
        one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IProducesMessageQueue<>) && queue.IsAssignableFrom(one.GenericTypeArguments[0]));

    public static bool IsBoundedType(string? type) =>
        type is not null && IsBounded(ForeignType.Find(type));

    /// <summary>Whether it is one of Akka.NET's that takes any number of messages, and so reads no sizes.</summary>
    public static bool IsUnboundedType(string? type) =>
        type is not null && ForeignType.Find(type)?.Assembly == typeof(MailboxType).Assembly && !IsBoundedType(type);

    private static bool IsBounded(Type? type) => typeof(IProducesPushTimeoutSemanticsMailbox).IsAssignableFrom(type);
}

/// <summary>What becomes of a job that is told to a routee whose bounded mailbox is full.</summary>
internal enum Overflow
{
    /// <summary>It never is full: a capacity of 0 is none to Akka.NET.</summary>
    Never,

    /// <summary>Who tells it waits, up to the push-timeout, and then it is dropped.</summary>
    Waits,

    /// <summary>It is dropped at once.</summary>
    Drops,

    /// <summary>A push-timeout below 0 takes the ActorSystem down.</summary>
    TakesSystemDown,
}
