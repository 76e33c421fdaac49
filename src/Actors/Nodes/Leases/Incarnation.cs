namespace Mul.Actors.Nodes.Leases;

/// <summary>One life of a node. Another process under its name means that the one before it died; another life of the same process, that it had been paused.</summary>
/// <remarks>A class, since what dictionaries make of a struct of ours would be compiled in mid-run.</remarks>
/// <param name="Node">The node's name.</param>
/// <param name="Process">Greater for a process that was started later, unless a clock was set back between.</param>
/// <param name="Life">From 1; a node that finds it was paused for longer than its leases begins another.</param>
internal sealed record Incarnation(string Node, long Process, int Life)
{
    public bool IsNewerThan(Incarnation other) => (Process, Life).CompareTo((other.Process, other.Life)) > 0;

    /// <summary>Whether <paramref name="earlier"/> ended with its process.</summary>
    public bool Outlived(Incarnation earlier) => Process > earlier.Process;
}
