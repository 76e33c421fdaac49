namespace Mul.Host.Profiles.Knowledge;

/// <summary>The keys that something in a profile may have, nested ones joined by dots.</summary>
/// <param name="Owner">What has them, with its article: a router, a dispatcher.</param>
internal sealed record KeySet(string Owner, IReadOnlyDictionary<string, ValueRule> Rules)
{
    /// <summary>Sections that Akka.NET knows but in which it reads nothing.</summary>
    public IReadOnlyList<string> EmptySections { get; init; } = [];

    public ValueRule? RuleOf(string path) => Rules.GetValueOrDefault(path);

    public bool IsSection(string path) =>
        EmptySections.Contains(path) || Rules.Keys.Any(key => key.StartsWith(path + ".", StringComparison.Ordinal));

    /// <summary>The names that may stand in the section <paramref name="path"/>, empty for the outermost.</summary>
    public IEnumerable<string> NamesIn(string path)
    {
        var prefix = path.Length == 0 ? "" : path + ".";
        return Rules.Keys.Concat(EmptySections)
            .Where(key => key.StartsWith(prefix, StringComparison.Ordinal))
            .Select(key => key[prefix.Length..].Split('.')[0])
            .Distinct();
    }

    /// <summary>The whole path of a key that ends with <paramref name="name"/>, or null.</summary>
    public string? PathEndingWith(string name) => Rules.Keys.FirstOrDefault(key => key.EndsWith("." + name, StringComparison.Ordinal));
}
