namespace Mul.Host.Profiles.Hocon;

/// <summary>A piece of configuration that remembers where it was written.</summary>
internal abstract class Node(ConfigOrigin origin)
{
    public ConfigOrigin Origin { get; } = origin;
}

/// <summary>What stands between braces.</summary>
internal sealed class Section(ConfigOrigin origin) : Node(origin)
{
    private readonly OrderedDictionary<string, Node> _children = [];

    public IEnumerable<KeyValuePair<string, Node>> Children => _children;

    public IEnumerable<string> Keys => _children.Keys;

    public int Count => _children.Count;

    public Node? Child(string key) => _children.GetValueOrDefault(key);

    /// <summary>A later value of the same key wins, as in Akka.NET.</summary>
    public void Set(string key, Node value) => _children[key] = value;

    /// <summary>The node at the end of <paramref name="path"/>, or null.</summary>
    public Node? Find(params IEnumerable<string> path)
    {
        Node? node = this;
        foreach (var key in path)
        {
            node = (node as Section)?.Child(key);
        }

        return node;
    }

    /// <summary>The text at the end of <paramref name="path"/>, or null.</summary>
    public string? Text(params IEnumerable<string> path) => (Find(path) as Value)?.Text;

    /// <summary>Whatever below is no section, with its keys joined by dots.</summary>
    public IEnumerable<(string Path, Node Node)> Leaves() => _children.SelectMany(child => child.Value is Section inner
        ? inner.Leaves().Select(leaf => ($"{child.Key}.{leaf.Path}", leaf.Node))
        : [(child.Key, child.Value)]);
}

/// <summary>Text, number, duration or switch: HOCON tells them apart only when they are read.</summary>
/// <remarks>Its text is without quotes and surrounding blanks, and null for the word null.</remarks>
internal sealed class Value(ConfigOrigin origin, string? text) : Node(origin)
{
    public string? Text { get; } = text;
}

/// <summary>What stands between brackets.</summary>
internal sealed class Sequence(ConfigOrigin origin, IReadOnlyList<Node> items) : Node(origin)
{
    public IReadOnlyList<Node> Items { get; } = items;
}

/// <summary>A value with <c>${…}</c> in it, before it is resolved.</summary>
/// <remarks>Its parts are text as it stands, and references.</remarks>
internal sealed class Unresolved(ConfigOrigin origin, IReadOnlyList<Part> parts) : Node(origin)
{
    public IReadOnlyList<Part> Parts { get; } = parts;
}

/// <param name="Text">Literal text, or the path of a reference.</param>
internal readonly record struct Part(string Text, bool IsReference);
