namespace Mul.Host.Profiles.Facts;

/// <summary>What is found at a path, as in Akka.NET 1.5.74's <c>WildcardIndex</c>: paths that end in <c>**</c> lie in a tree of their own.</summary>
/// <remarks>Neither walk goes back: whoever follows an exact name never tries the <c>*</c> beside it.</remarks>
internal sealed class WildcardIndex<T>
    where T : class
{
    private readonly Tree _single = new();
    private readonly Tree _double = new();

    public void Insert(IReadOnlyList<string> path, T data) => (path[^1] == "**" ? _double : _single).Insert(path, data);

    /// <summary>Null where the walk ends at nothing, and also where it ends on the way to something deeper.</summary>
    public T? Find(IReadOnlyList<string> path) => _single.Find(path) is { } found ? found.Data : _double.FindUnderDouble(path)?.Data;

    private sealed class Tree
    {
        private readonly Dictionary<string, Tree> _children = new(StringComparer.Ordinal);

        public T? Data { get; private set; }

        public void Insert(IEnumerable<string> path, T data)
        {
            var tree = this;
            foreach (var element in path)
            {
                if (!tree._children.TryGetValue(element, out var child))
                {
                    tree._children.Add(element, child = new Tree());
                }

                tree = child;
            }

            tree.Data = data;
        }

        public Tree? Find(IEnumerable<string> path)
        {
            var tree = this;
            foreach (var element in path)
            {
                tree = tree?.Next(element);
            }

            return tree;
        }

        public Tree? FindUnderDouble(IEnumerable<string> path)
        {
            var tree = this;
            Tree? passed = null;
            foreach (var element in path)
            {
                passed = tree._children.GetValueOrDefault("**", passed!);
                if (tree.Next(element) is not { } next)
                {
                    return passed;
                }

                tree = next;
            }

            return tree;
        }

        private Tree? Next(string element) => _children.GetValueOrDefault(element) ?? _children.GetValueOrDefault("*");
    }
}
