using Mul.Host.Profiles.Facts;
using Mul.Host.Profiles.Hocon;
using Mul.Host.Profiles.Knowledge;

namespace Mul.Host.Profiles.Rules;

/// <summary>Holds a section against the keys and values that its kind may have.</summary>
/// <param name="keys">What is known.</param>
/// <param name="prefix">The section's path, for <see cref="Problem.Key"/>.</param>
/// <param name="tolerant">Whether unknown keys may be those of a foreign type.</param>
internal sealed class KeyCheck(ProfileFacts facts, KeySet keys, string prefix, bool tolerant)
{
    public IEnumerable<Problem> Of(Section section) => Of(section, "");

    private IEnumerable<Problem> Of(Section section, string inner)
    {
        foreach (var (key, node) in section.Children)
        {
            var path = inner.Length == 0 ? key : $"{inner}.{key}";
            if (keys.RuleOf(path) is { } rule)
            {
                if (Complaint(key, node, rule) is { } problem)
                {
                    yield return problem;
                }
            }
            else if (keys.IsSection(path))
            {
                foreach (var problem in node is Section nested ? Of(nested, path) : [NotASection(key, path, node)])
                {
                    yield return problem;
                }
            }
            else if (!tolerant)
            {
                yield return Unknown(key, path, inner, node);
            }
        }
    }

    /// <summary>What is wrong with a value, or null.</summary>
    private Problem? Complaint(string key, Node node, ValueRule rule) => node switch
    {
        Section => facts.Refuse(node.Origin, Path(key), $"{key} is no section, but {rule.Expected}", $"Write {key} = …"),
        Sequence when rule == ValueRule.List => null,
        Sequence => facts.Refuse(node.Origin, Path(key), $"{key} is a list, but must be {rule.Expected}", "Write it without brackets."),
        Value { Text: { } text } when rule.Accepts(text) => null,
        Value { Text: var text } => facts.Refuse(
            node.Origin, Path(key), $"{key} = {text ?? "null"}: it must be {rule.Expected}",
            (text is null ? null : NearestName.Question(text, rule.Names)) ?? ""),
        _ => throw new InvalidOperationException($"unresolved {key}"),
    };

    private Problem NotASection(string key, string path, Node node)
    {
        var example = keys.NamesIn(path).FirstOrDefault() is { } name ? $"{key} {{ {name} = … }}" : $"{key} {{ }}";
        return facts.Refuse(node.Origin, Path(path), $"{key} is a section of {keys.Owner}, not a value", $"Write {example}.");
    }

    private Problem Unknown(string key, string path, string inner, Node node)
    {
        var where = inner.Length == 0 ? keys.Owner : $"{inner} in {keys.Owner}";
        var remedy = NearestName.Typo(key, keys.NamesIn(inner)) is { } typo ? NearestName.Question(typo)
            : keys == DeploymentKeys.All && inner.Length == 0 && node is Section ? "Names of pools have no dots, and paths with * stand in double quotes."
            : NearestName.Question(key, keys.NamesIn(inner))
            ?? (keys.PathEndingWith(key) is { } elsewhere ? NearestName.Question(elsewhere) : Elsewhere(key)) ?? "Nobody reads it; remove it.";
        return facts.Refuse(node.Origin, Path(path), $"{key} is not a key of {where}", remedy);
    }

    // Keys that exist, only not here: the three kinds of section stand close together in a profile.
    private string? Elsewhere(string key) =>
        keys != DispatcherKeys.All && DispatcherKeys.All.NamesIn("").Contains(key) ? "It is a key of a dispatcher, as in pool-dispatcher { … }."
        : keys != DeploymentKeys.All && DeploymentKeys.All.NamesIn("").Contains(key) ? "It is a key of a path under akka.actor.deployment."
        : null;

    private string Path(string key) => prefix.Length == 0 ? key : $"{prefix}.{key}";
}
