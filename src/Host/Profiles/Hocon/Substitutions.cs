namespace Mul.Host.Profiles.Hocon;

/// <summary>Puts values in the place of <c>${…}</c>, as far as Akka.NET does: from the same file only.</summary>
internal sealed class Substitutions
{
    // A chain of doublings makes gigabytes out of forty lines; a profile has a few hundred values.
    private const int MaxNodes = 20_000;

    private readonly Section _root;
    private readonly HashSet<Node> _open = [];
    private readonly HashSet<string> _targets = new(StringComparer.Ordinal);
    private int _nodes;

    private Substitutions(Section root) => _root = root;

    /// <returns>The same with values for references, and the paths that were referred to.</returns>
    /// <exception cref="HoconSyntaxException">A reference leads nowhere, into itself, or to too much.</exception>
    public static (Section Resolved, IReadOnlySet<string> Targets) Resolve(Section root)
    {
        var substitutions = new Substitutions(root);
        return (substitutions.Copy(root), substitutions._targets);
    }

    /// <summary>Text as Akka.NET reads it back: without outer blanks, and null for the word.</summary>
    public static string? Normalize(string text) => text.Trim() is var trimmed && trimmed == "null" ? null : trimmed;

    private Section Copy(Section section)
    {
        Enter(section, "a section that contains itself");
        var copy = new Section(section.Origin);
        foreach (var (key, child) in section.Children)
        {
            copy.Set(key, Copy(child));
        }

        _open.Remove(section);
        return copy;
    }

    private Node Copy(Node node)
    {
        if (++_nodes > MaxNodes)
        {
            throw new HoconSyntaxException(node.Origin.Line, "its ${…} multiply to more settings than Akka.NET could hold", "Write the settings out.");
        }

        return node switch
        {
            Section section => Copy(section),
            Sequence sequence => new Sequence(sequence.Origin, [.. sequence.Items.Select(Copy)]),
            Unresolved unresolved => Resolve(unresolved),
            _ => node,
        };
    }

    private Node Resolve(Unresolved unresolved)
    {
        Enter(unresolved, "a ${…} that leads back to itself");
        try
        {
            var references = unresolved.Parts.Where(part => part.IsReference).ToList();
            if (references is [var only] && unresolved.Parts.All(part => part.IsReference || part.Text.Trim().Length == 0))
            {
                return Moved(Copy(Target(only.Text, unresolved)), unresolved.Origin);
            }

            var texts = unresolved.Parts.Select(part => part.IsReference ? TextOf(part.Text, unresolved) : part.Text);
            return new Value(unresolved.Origin, Normalize(string.Concat(texts)));
        }
        finally
        {
            _open.Remove(unresolved);
        }
    }

    private string TextOf(string path, Unresolved from) => Copy(Target(path, from)) is Value { Text: { } text } ? text
        : throw new HoconSyntaxException(from.Origin.Line, $"${{{path}}} is no text and cannot be joined with text", "Write the value out.");

    private Node Target(string path, Unresolved from)
    {
        _targets.Add(path);
        return _root.Find(path.Split('.')) ?? throw new HoconSyntaxException(
            from.Origin.Line, $"${{{path}}} refers to nothing in this file", "Akka.NET knows only paths of the same file, and no environment variables; write the value itself.");
    }

    // Akka.NET recurses through references without end, and the process dies of its stack.
    private void Enter(Node node, string what)
    {
        if (!_open.Add(node))
        {
            throw new HoconSyntaxException(node.Origin.Line, $"there is {what}", "Write the value itself.");
        }
    }

    private static Node Moved(Node node, ConfigOrigin origin) => node switch
    {
        Value value => new Value(origin, value.Text),
        Sequence sequence => new Sequence(origin, sequence.Items),
        _ => node,
    };
}
