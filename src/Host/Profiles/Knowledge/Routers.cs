namespace Mul.Host.Profiles.Knowledge;

/// <summary>Akka.NET's routers: which of them answer each job once.</summary>
internal static class Routers
{
    public const string FromCode = "from-code";
    public const string RoundRobin = "round-robin-pool";

    public static bool IsPool(string router) => router.EndsWith("-pool", StringComparison.Ordinal);

    public static bool IsGroup(string router) => router.EndsWith("-group", StringComparison.Ordinal);

    /// <summary>Whether the router reads the key; true for keys that every router reads.</summary>
    public static bool Reads(string router, string key) => key switch
    {
        DeploymentKeys.Within => Is(router, "scatter-gather") || Is(router, "tail-chopping"),
        DeploymentKeys.TailChopping => Is(router, "tail-chopping"),
        DeploymentKeys.VirtualNodes => Is(router, "consistent-hashing"),
        DeploymentKeys.RouteePaths => IsGroup(router),
        DeploymentKeys.PoolDispatcher => IsPool(router),
        DeploymentKeys.Instances => IsPool(router),
        _ => !key.StartsWith("resizer", StringComparison.Ordinal) || IsPool(router),
    };

    /// <summary>Why a pool behind this router would not answer each job exactly once; null if it does.</summary>
    public static string? Breaks(string router) => router switch
    {
        "broadcast-pool" => "broadcast-pool gives every job to every routee, so each is answered more than once",
        "scatter-gather-pool" => "scatter-gather-pool gives every job to every routee and keeps one answer",
        "tail-chopping-pool" => "tail-chopping-pool gives a slow job to further routees, so it is done more than once",
        "consistent-hashing-pool" => "consistent-hashing-pool drops messages without a hash key, and jobs have none",
        _ when IsGroup(router) => $"{router} sends jobs to actors that somebody else must start, and nobody does",
        _ => null,
    };

    private static bool Is(string router, string kind) => router.StartsWith(kind, StringComparison.Ordinal);
}
