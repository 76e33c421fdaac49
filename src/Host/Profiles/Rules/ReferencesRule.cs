using Mul.Host.Profiles.Facts;
using Mul.Host.Profiles.Hocon;
using Mul.Host.Profiles.Knowledge;

namespace Mul.Host.Profiles.Rules;

/// <summary>Every dispatcher and mailbox that is named exists: one that does not takes the whole ActorSystem down.</summary>
internal sealed class ReferencesRule : IProfileRule
{
    public IEnumerable<Problem> Check(ProfileFacts facts) =>
        facts.References.Dispatchers.Select(reference => Dispatcher(facts, reference))
            .Concat(facts.References.Mailboxes.Select(reference => Mailbox(facts, reference)))
            .OfType<Problem>();

    private static Problem? Dispatcher(ProfileFacts facts, Reference reference)
    {
        // An alias of Akka.NET's own may lead to a section that the profile has broken; its line is then not known.
        var found = facts.Catalog.Find(reference.Id, out var reason);
        return found is null
            ? facts.Refuse(
                reference.Origin, reference.Key, $"{reference.By} names dispatcher '{reference.Id}', {reason}",
                reference.Id.StartsWith('\'') ? "Leave out the single quotes: they become part of the name."
                    : Remedy(facts, reference.Id, MeantDispatcher(facts, reference.Id)))
            : found.Names.Any(name => name.StartsWith("mul.instrument", StringComparison.Ordinal))
            ? facts.Refuse(reference.Origin, reference.Key, $"{reference.By} names the instrument's own dispatcher, which then could not measure", "Name another one.")
            : null;
    }

    private static Problem? Mailbox(ProfileFacts facts, Reference reference)
    {
        if (MailboxKeys.BuiltIn.Contains(reference.Id))
        {
            return null;
        }

        var candidates = facts.OwnMailboxes.Select(mailbox => mailbox.Id).Concat(MailboxKeys.BuiltIn);
        return facts.All.Find(HoconPath.Split(reference.Id)) is Section ? null
            : facts.Refuse(
                reference.Origin, reference.Key, $"{reference.By} names mailbox '{reference.Id}', which is not defined",
                Remedy(facts, reference.Id, NearestName.To(reference.Id, candidates)));
    }

    // Akka.NET's own only where its name is almost there: most often the section was left behind when the setting was copied.
    private static string? MeantDispatcher(ProfileFacts facts, string name)
    {
        var ids = facts.Catalog.Ids.Except([name]).ToLookup(id => Layers.Akka.Find(HoconPath.Split(id)) is null);
        return NearestName.To(name, ids[true]) ?? NearestName.Near(name, [.. ids[false].Where(IsForActors)]);
    }

    // The others are for Akka.NET's remoting, I/O and guardians.
    private static bool IsForActors(string id) => id.StartsWith("akka.actor.", StringComparison.Ordinal) && id != ResolvedDispatcher.InternalId;

    // HOCON strips the quotes of the setting, and Akka.NET takes what is left for a path.
    private static string Remedy(ProfileFacts facts, string name, string? meant) =>
        meant is not null ? HoconPath.HasDottedKey(meant) ? $"If {meant} is meant, name the section without dots." : NearestName.Question(meant)
        : name.Length > 0 && facts.All.Find(HoconPath.Split(name)) is null ? $"Define {HoconPath.Canonical(name)} {{ … }} in this file, or leave the setting out."
        : "Name another one, or leave the setting out.";
}
