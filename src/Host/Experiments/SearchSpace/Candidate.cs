using Mul.Host.Profiles;

namespace Mul.Host.Experiments.SearchSpace;

/// <summary>One way to deploy all pools of a workload.</summary>
/// <param name="Pools">In the workload's order.</param>
/// <param name="Tuned">The profile that it is laid over; null if it is one by itself.</param>
internal sealed record Candidate(IReadOnlyList<PoolChoice> Pools, TunedProfile? Tuned = null)
{
    /// <summary>Between the names of its pools' choices.</summary>
    public const char Plus = '+';

    private const string Ending = ".hocon";

    /// <summary>Unique in a grid.</summary>
    public string Name { get; } = string.Join(Plus, Pools.Select(pool => pool.Name));

    public PoolSize Size => Pools.Aggregate(default(PoolSize), (sum, pool) => sum + pool.Size);

    /// <summary>In words, a pool after the other.</summary>
    public string Sentence => string.Join("; ", Pools.Select(pool => Pools.Count == 1 ? pool.Sentence : $"{pool.Pool}: {pool.Sentence}"));

    /// <summary>Its lines, without a word about why.</summary>
    public string Hocon { get; } = string.Join('\n', Lines(Pools)) + "\n";

    public Profile Profile => Tuned?.With(this) ?? ProfileLoader.FromText(Name, Name + Ending, Hocon);

    /// <summary>Whether it differs from another only in the size of one pool, or not at all.</summary>
    public bool IsLike(Candidate other) =>
        Pools.Zip(other.Pools).All(pair => pair.First.IsLike(pair.Second)) && Pools.Zip(other.Pools).Count(pair => pair.First != pair.Second) <= 1;

    private static IEnumerable<string> Lines(IReadOnlyList<PoolChoice> pools)
    {
        string[] handlers = [.. pools.Select(pool => pool.HandlerLine).OfType<string>()];
        string[][] dispatchers = [.. pools.Select(pool => pool.DispatcherLines.ToArray()).Where(lines => lines.Length > 0)];
        return
        [
            .. handlers,
            .. handlers.Length > 0 ? [""] : (string[])[],
            .. dispatchers.SelectMany(lines => lines.Append("")),
            "akka.actor.deployment {",
            .. pools.SelectMany(pool => pool.DeploymentLines).Select(line => "  " + line),
            "}",
        ];
    }
}
