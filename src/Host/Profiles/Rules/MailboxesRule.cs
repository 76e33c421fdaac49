using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Mul.Host.Profiles.Facts;
using Mul.Host.Profiles.Hocon;
using Mul.Host.Profiles.Knowledge;

namespace Mul.Host.Profiles.Rules;

/// <summary>Mailboxes have a type that can be loaded, let the ActorSystem start, and lose no jobs.</summary>
internal sealed class MailboxesRule : IProfileRule
{
    public IEnumerable<Problem> Check(ProfileFacts facts) =>
        Default(facts).Concat(Written(facts)).Concat(BuiltIn(facts)).Concat(Bounded(facts));

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
            else if (MailboxCatalog.IsBoundedType(type))
            {
                yield return facts.Refuse(
                    value.Origin, $"{MailboxKeys.DefaultId}.mailbox-type",
                    "a bounded default-mailbox holds for the whole system, its loggers too, and keeps the ActorSystem from starting",
                    "Define a mailbox of its own, and name it under \"/pool/*\" { mailbox = … }.");
            }
        }
        else if (!Bounded(facts).Any() && Limits(facts, own, MailboxKeys.DefaultId, "Name a bounded mailbox under \"/pool/*\", or remove it.") is { } limit)
        {
            yield return limit;
        }
    }

    private static IEnumerable<Problem> Written(ProfileFacts facts)
    {
        foreach (var (id, section) in Sections(facts))
        {
            // A section of Akka.NET's may have its type from there.
            if (facts.All.Find([.. HoconPath.Split(id), MailboxKeys.Type]) is not Value { Text: { Length: > 0 } type } value)
            {
                if (facts.References.UsedMailboxes.Contains(id))
                {
                    yield return facts.Ignored(section.Origin, id, $"mailbox {id} has no mailbox-type, so it is the default, unbounded one", "Add mailbox-type = \"Akka.Dispatch.BoundedMailbox, Akka\".");
                }
            }
            else if (TypeProblem(facts, value, type, id) is { } wrong)
            {
                yield return wrong;
            }
            else if (MailboxCatalog.IsUnboundedType(type) && Limits(facts, section, id, "Write mailbox-type = \"Akka.Dispatch.BoundedMailbox, Akka\", or remove it.") is { } limit)
            {
                yield return limit;
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

        if (facts.References.UsedMailboxes.Contains(MailboxKeys.Bounded) && facts.Own.Find(MailboxKeys.Bounded, MailboxKeys.Type) is { } type)
        {
            yield return facts.Ignored(
                type.Origin, $"{MailboxKeys.Bounded}.{MailboxKeys.Type}", "bounded is always the bounded mailbox, and its mailbox-type is not read", "Give the section another name, or remove it.");
        }
    }

    // Sizes where nothing reads them.
    private static Problem? Limits(ProfileFacts facts, Section section, string id, string remedy) =>
        section.Children.FirstOrDefault(child => child.Key is MailboxKeys.Capacity or MailboxKeys.PushTimeout) is { Value: { } limit } setting
            ? facts.Ignored(limit.Origin, $"{id}.{setting.Key}", $"{setting.Key} has no effect on an unbounded mailbox", remedy) : null;

    // Every bounded one that routees get: by its name, by what their dispatcher requires, or with the dispatcher itself.
    // A type in the default dispatcher is refused as such.
    private static IEnumerable<Problem> Bounded(ProfileFacts facts) =>
        facts.References.Mailboxes.Where(reference => reference.Origin.Layer == Layer.Profile && reference.IsRead).Select(reference => (Id: HoconPath.Canonical(reference.Id), reference.Origin))
            .Concat(facts.WrittenDispatchers().Where(found => found.Dispatcher is { BringsMailbox: true, Id: not ResolvedDispatcher.DefaultId } && IsUsed(facts, found.Dispatcher.Id)).Select(found => (found.Dispatcher.Id, found.Written.Origin)))
            .Where(mailbox => facts.Mailboxes.IsBounded(mailbox.Id))
            .Select(mailbox => Full(facts, mailbox.Id, mailbox.Origin))
            .Distinct();

    // What happens to a job that is told to a full mailbox; said at the first of its lines that the profile has.
    private static Problem Full(ProfileFacts facts, string id, ConfigOrigin named)
    {
        var section = facts.Mailboxes.Find(id);
        var (capacity, timeout) = (section.Text(MailboxKeys.Capacity), section.Text(MailboxKeys.PushTimeout));
        return facts.Mailboxes.OverflowOf(id) switch
        {
            Overflow.TakesSystemDown => facts.Refuse(
                Written(MailboxKeys.PushTimeout), $"{id}.{MailboxKeys.PushTimeout}",
                $"{MailboxKeys.PushTimeout} = {timeout} is less than nothing to Akka.NET, and mailbox {id} would take the ActorSystem down",
                "Give it a duration, or use an unbounded mailbox."),
            Overflow.Never => facts.Ignored(
                Written(MailboxKeys.Capacity), $"{id}.{MailboxKeys.Capacity}", $"{MailboxKeys.Capacity} = 0 is no bound: mailbox {id} takes any number of jobs",
                "Give it a number above 0, or use an unbounded mailbox."),
            Overflow.Drops => facts.Refuse(
                Written(MailboxKeys.PushTimeout), $"{id}.{MailboxKeys.PushTimeout}", $"mailbox {id} drops every job beyond {capacity} waiting ones per routee, and nobody answers it",
                $"Give {MailboxKeys.PushTimeout} a duration, or use an unbounded mailbox."),
            _ => facts.Ignored(
                Written(MailboxKeys.PushTimeout), $"{id}.{MailboxKeys.PushTimeout}",
                $"mailbox {id} holds the thread that tells a job to a full routee ({capacity} waiting) for up to {timeout}, and then drops the job", "Use an unbounded mailbox, or tell fewer at once (--window)."),
        };

        ConfigOrigin Written(string key)
        {
            var type = id == MailboxKeys.Bounded ? null : section.Child(MailboxKeys.Type);
            return Array.Find([section.Child(key)?.Origin, type?.Origin, section.Origin], origin => origin?.Layer == Layer.Profile) ?? named;
        }
    }

    private static Problem? TypeProblem(ProfileFacts facts, Value value, string type, string id)
    {
        if (ForeignType.Find(type) is { } found)
        {
            return ForeignType.Unfit(found, typeof(MailboxType), typeof(Settings), typeof(Config)) is { } unfit
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
        facts.References.UsedMailboxes.Contains(id) || facts.References.UsedDispatchers.Contains(id) || DeploymentKeys.Contains(id);
}
