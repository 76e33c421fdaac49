using Akka.Dispatch;
using Mul.Host.Profiles.Hocon;
using Mul.Host.Profiles.Knowledge;

namespace Mul.Host.Profiles.Rules;

/// <summary>Mailboxes have a type that can be loaded, let the ActorSystem start, and lose no jobs.</summary>
internal sealed class MailboxesRule : IProfileRule
{
    public IEnumerable<Problem> Check(ProfileFacts facts) =>
        Default(facts).Concat(Written(facts)).Concat(BuiltIn(facts));

    private static IEnumerable<Problem> Default(ProfileFacts facts)
    {
        if (facts.Own.Find("akka", "actor", "default-mailbox") is not Section own)
        {
            yield break;
        }

        if (own.Child(MailboxKeys.Type) is Value { Text: { } type } value)
        {
            if (TypeProblem(facts, value, type, MailboxKeys.DefaultId) is { } wrong)
            {
                yield return wrong;
            }
            else if (IsBounded(type))
            {
                yield return facts.Refuse(
                    value.Origin, $"{MailboxKeys.DefaultId}.mailbox-type",
                    "a bounded default-mailbox holds for the whole system, its loggers too, and keeps the ActorSystem from starting",
                    "Define a mailbox of its own, and name it under \"/pool/*\" { mailbox = … }.");
            }
        }
        else if (own.Children.FirstOrDefault(child => child.Key is "mailbox-capacity" or "mailbox-push-timeout-time") is { Value: { } limit } setting && !UsesBounded(facts))
        {
            yield return facts.Ignored(limit.Origin, $"{MailboxKeys.DefaultId}.{setting.Key}", $"{setting.Key} has no effect on an unbounded mailbox", "Name a bounded mailbox under \"/pool/*\", or remove it.");
        }
    }

    private static IEnumerable<Problem> Written(ProfileFacts facts)
    {
        foreach (var (id, section) in Sections(facts))
        {
            var isMailbox = facts.References.UsedMailboxes.Contains(id);
            if (section.Child(MailboxKeys.Type) is not Value { Text: { Length: > 0 } type } value)
            {
                if (isMailbox)
                {
                    yield return facts.Ignored(section.Origin, id, $"mailbox {id} has no mailbox-type, so it is the default, unbounded one", "Add mailbox-type = \"Akka.Dispatch.BoundedMailbox, Akka\".");
                }

                continue;
            }

            if (TypeProblem(facts, value, type, id) is { } wrong)
            {
                yield return wrong;
            }
            else if (IsBounded(type) && IsUsed(facts, id))
            {
                yield return Full(facts, section, value.Origin, id);
            }
        }
    }

    private static IEnumerable<Problem> BuiltIn(ProfileFacts facts)
    {
        if (facts.References.UsedMailboxes.Contains(MailboxKeys.Unbounded) && facts.Own.Child(MailboxKeys.Unbounded) is { } unread)
        {
            yield return facts.Ignored(
                unread.Origin, MailboxKeys.Unbounded, "unbounded is always the unbounded mailbox, and Akka.NET reads nothing of its section", "Give the section another name, or remove it.");
        }

        var section = facts.Own.Child(MailboxKeys.Bounded) as Section;
        if (facts.References.UsedMailboxes.Contains(MailboxKeys.Bounded) && section?.Child(MailboxKeys.Type) is { } type)
        {
            yield return facts.Ignored(
                type.Origin, $"{MailboxKeys.Bounded}.{MailboxKeys.Type}", "bounded is always the bounded mailbox, and its mailbox-type is not read", "Give the section another name, or remove it.");
        }

        foreach (var reference in facts.References.Mailboxes.Where(reference => reference.Id == MailboxKeys.Bounded && reference.Origin.Layer == Layer.Profile))
        {
            var origin = section?.Origin ?? reference.Origin;
            yield return Full(facts, section ?? new Section(origin), origin, MailboxKeys.Bounded);
        }
    }

    // What happens to a job that is told to a full mailbox.
    private static Problem Full(ProfileFacts facts, Section section, ConfigOrigin origin, string id)
    {
        var defaults = (Section)facts.All.Find("akka", "actor", "default-mailbox")!;
        var timeout = (section.Child("mailbox-push-timeout-time") ?? defaults.Child("mailbox-push-timeout-time")) as Value;
        var capacity = (section.Child("mailbox-capacity") ?? defaults.Child("mailbox-capacity")) as Value;
        var written = timeout?.Origin.Layer == Layer.Profile ? timeout.Origin : origin;
        return ValueRule.DurationOf(timeout?.Text) == TimeSpan.Zero
            ? facts.Refuse(
                written, $"{id}.mailbox-push-timeout-time", $"mailbox {id} drops every job beyond {capacity?.Text} waiting ones per routee, and nobody answers it",
                "Give mailbox-push-timeout-time a duration, or use an unbounded mailbox.")
            : facts.Ignored(
                written, $"{id}.mailbox-push-timeout-time",
                $"mailbox {id} holds the thread that tells a job to a full routee ({capacity?.Text} waiting) for up to {timeout?.Text}, and then drops the job", "Use an unbounded mailbox, or tell fewer at once (--window).");
    }

    private static Problem? TypeProblem(ProfileFacts facts, Value value, string type, string id)
    {
        if (ForeignType.Find(type) is { } found)
        {
            return ForeignType.Unfit(found, typeof(MailboxType), "Settings, Config") is { } unfit
                ? facts.Refuse(value.Origin, $"{id}.mailbox-type", $"mailbox-type = {type} cannot serve: {unfit}", "Name a type that can.")
                : null;
        }

        if (type.StartsWith("Akka.", StringComparison.Ordinal) || !type.AsSpan().ContainsAny('.', ','))
        {
            var known = typeof(MailboxType).Assembly.GetTypes().Where(one => one.IsSubclassOf(typeof(MailboxType)) && !one.IsAbstract);
            return facts.Refuse(
                value.Origin, $"{id}.mailbox-type", $"mailbox-type = {type} is no mailbox of Akka.NET, and the ActorSystem would go down",
                NearestName.Question(type, known.Select(one => $"{one.FullName}, Akka")) ?? "Write \"Namespace.Type, Assembly\", as \"Akka.Dispatch.BoundedMailbox, Akka\".");
        }

        return facts.RefuseRun(
            isNeeded: id == MailboxKeys.DefaultId || IsUsed(facts, id),
            value.Origin, $"{id}.mailbox-type", $"the .NET type {type} cannot be loaded", "Name its assembly with --assembly, or correct the name.");
    }

    private static IEnumerable<(string Id, Section Section)> Sections(ProfileFacts facts) =>
        facts.WrittenDispatchers().Select(found => (found.Dispatcher.Id, found.Written))
            .Concat(facts.OwnMailboxes)
            .DistinctBy(found => found.Item1)
            .Where(found => found.Item1 != ResolvedDispatcher.DefaultId && !MailboxKeys.BuiltIn.Contains(found.Item1));

    // A dispatcher inside of a deployment is that pool's.
    private static bool IsUsed(ProfileFacts facts, string id) =>
        facts.References.UsedMailboxes.Contains(id) || facts.References.UsedDispatchers.Contains(id) || id.StartsWith("akka.actor.deployment.", StringComparison.Ordinal);

    private static bool IsBounded(string type) => ForeignType.Find(type) is { } found && typeof(IProducesPushTimeoutSemanticsMailbox).IsAssignableFrom(found);

    private static bool UsesBounded(ProfileFacts facts) =>
        facts.References.UsedMailboxes.Contains(MailboxKeys.Bounded)
        || Sections(facts).Any(found => found.Section.Child(MailboxKeys.Type) is Value { Text: { } type } && IsBounded(type));
}
