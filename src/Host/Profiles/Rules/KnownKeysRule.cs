using Mul.Host.Profiles.Facts;
using Mul.Host.Profiles.Hocon;
using Mul.Host.Profiles.Knowledge;

namespace Mul.Host.Profiles.Rules;

/// <summary>Every key of a profile is read by somebody, and has a value that its reader can use.</summary>
internal sealed class KnownKeysRule : IProfileRule
{
    // Their keys are names that a profile chooses.
    private static readonly string[] OpenSections =
    [
        "akka.actor.serializers", "akka.actor.serialization-bindings", "akka.actor.serialization-identifiers",
        "akka.actor.serialization-settings", "akka.actor.router.type-mapping", "akka.actor.mailbox.requirements",
        "akka.coordinated-shutdown.phases", "akka.remote.adapters", "akka.cluster.role",
    ];

    public IEnumerable<Problem> Check(ProfileFacts facts)
    {
        var reference = Layers.Overlay(Layers.Akka, Layers.Mul) as Section;
        return new Walk(facts).Of(facts.Own, [], reference);
    }

    private sealed class Walk(ProfileFacts facts)
    {
        public IEnumerable<Problem> Of(Section section, IReadOnlyList<string> path, Section? reference) =>
            section.Children.SelectMany(child => Of(child.Key, child.Value, [.. path, child.Key], reference));

        private IEnumerable<Problem> Of(string key, Node node, IReadOnlyList<string> path, Section? reference)
        {
            var id = HoconPath.Join(path);
            var known = reference?.Child(key);
            return id switch
            {
                DeploymentKeys.Id when node is Section deployments => new DeploymentKeysCheck(facts).Of(deployments),
                _ when path is ["mul", ..] && key.StartsWith("instrument", StringComparison.Ordinal) => [facts.Refuse(
                    node.Origin, id, $"{id} belongs to the instrument, and a profile may not change how it is measured", "Remove it.")],
                _ when OpenSections.Contains(id) => [],
                _ when known is null && path is ["akka", _, ..] && !IsNamed(id) && NearestName.Typo(key, reference?.Keys ?? []) is { } typo =>
                    [facts.Refuse(node.Origin, id, $"{id} is read by nobody", NearestName.Question(typo))],
                _ when node is Section section && IsDispatcher(id, section, known) => DispatcherSection(id, section),
                _ when node is Section section && IsMailbox(id, section, known) => MailboxSection(id, section),
                _ when known is Section inner && node is Section section => Of(section, path, inner),
                _ when known is Section => AliasOrMistake(id, node),
                _ when known is not null => KnownValue(key, id, node, known),
                _ => Unknown(key, id, node, path, reference),
            };
        }

        private bool IsNamed(string id) => facts.References.UsedDispatchers.Contains(id) || facts.References.UsedMailboxes.Contains(id);

        private bool IsDispatcher(string id, Section section, Node? known) =>
            known is Section reference ? DispatcherCatalog.IsMarked(reference)
            : facts.References.UsedDispatchers.Contains(id) || DispatcherCatalog.IsMarked(section);

        private bool IsMailbox(string id, Section section, Node? known) =>
            (known as Section ?? section).Child(MailboxKeys.Type) is not null || facts.References.UsedMailboxes.Contains(id);

        private IEnumerable<Problem> DispatcherSection(string id, Section section)
        {
            var resolved = facts.Catalog.Find(id, out _);
            var mailbox = resolved?.Text(DispatcherKeys.MailboxType);
            var foreign = resolved is { HasForeignType: true } or { HasForeignExecutor: true }
                || (mailbox is not null && !mailbox.StartsWith("Akka.", StringComparison.Ordinal) && mailbox.Contains('.', StringComparison.Ordinal));
            return new KeyCheck(facts, DispatcherKeys.All, id, foreign).Of(section);
        }

        private IEnumerable<Problem> MailboxSection(string id, Section section)
        {
            var type = facts.All.Text([.. HoconPath.Split(id), MailboxKeys.Type]);
            var foreign = type is not null && !type.StartsWith("Akka.", StringComparison.Ordinal);
            return new KeyCheck(facts, MailboxKeys.All, id, foreign).Of(section);
        }

        // Akka.NET lets a name stand for a dispatcher's section, except for the default dispatcher's.
        private IEnumerable<Problem> AliasOrMistake(string id, Node node) =>
            node is Value { Text: { Length: > 0 } name } && id != ResolvedDispatcher.DefaultId && facts.Catalog.Find(name, out _) is not null
                ? []
                : [facts.Refuse(node.Origin, id, $"{id} is a section, not a value", "Write it with braces { … }.")];

        private IEnumerable<Problem> KnownValue(string key, string id, Node node, Node known)
        {
            var rule = SettingRules.For(id, known);
            var text = (node as Value)?.Text;
            var fine = rule == ValueRule.List ? node is Sequence : text is not null && rule.Accepts(text);
            return fine ? [] : [facts.Refuse(
                node.Origin, id, $"{key} = {text ?? "…"}: it must be {rule.Expected}",
                (text is null ? null : NearestName.Question(text, rule.Names)) ?? "")];
        }

        private IEnumerable<Problem> Unknown(string key, string id, Node node, IReadOnlyList<string> path, Section? reference)
        {
            if (facts.Targets.Contains(id))
            {
                return [];
            }

            var holdsTarget = facts.Targets.Any(target => target.StartsWith(id + ".", StringComparison.Ordinal));
            if (node is Section { Count: > 0 } section && (holdsTarget || HoldsNamedSections(section, path)))
            {
                return Of(section, path, null);
            }

            if (IsOfAssembly(path, node))
            {
                return [];
            }

            if (node is Value { Text: { } alias } && (facts.References.UsedDispatchers.Contains(id) || facts.Catalog.Find(alias, out _) is not null))
            {
                return [];
            }

            return [facts.Refuse(node.Origin, id, $"{id} is read by nobody", NearestName.Question(key, reference?.Keys ?? []) ?? Why(path))];
        }

        // Nobody else could mean it by these names; below them, an assembly's keys are its own.
        private bool IsOfAssembly(IReadOnlyList<string> path, Node node) => facts.Assembly is { } assembly && path switch
        {
            ["akka", var module, ..] => Layers.Akka.Find("akka", module) is null && assembly.Reads(module),
            ["mul", ..] => false,
            [var only] => node is Section && !only.StartsWith('/') && !DispatcherKeys.All.NamesIn("").Contains(only) && NearestName.Typo(only, ["akka", "mul"]) is null,
            _ => true,
        };

        // A folder of dispatchers, as my-app.dispatchers { io { … } }.
        private bool HoldsNamedSections(Section section, IReadOnlyList<string> path) => section.Children.Any(child =>
            child.Value is Section inner
            && (IsDispatcher(HoconPath.Join([.. path, child.Key]), inner, null) || IsMailbox(HoconPath.Join([.. path, child.Key]), inner, null)
                || HoldsNamedSections(inner, [.. path, child.Key])));

        private string Why(IReadOnlyList<string> path) => path switch
        {
            ["akka", "remote" or "cluster" or "persistence" or "streams" or "discovery" or "management", ..] when Layers.Akka.Find(path[0], path[1]) is null =>
                $"Akka.NET's module for akka.{path[1]} is not installed here; remove it.",
            [var only] when DispatcherKeys.All.NamesIn("").Contains(only) => "It is a key of a dispatcher; put it in that section.",
            [var only] when only.StartsWith('/') => "Paths stand in akka.actor.deployment { … }.",
            [var only] when NearestName.Question(only, facts.References.UsedDispatchers) is { } question => question,
            _ => "Remove it, or correct its name.",
        };
    }
}
