using Akka.Routing;
using Mul.Host.Profiles.Hocon;

namespace Mul.Host.Profiles.Knowledge;

/// <summary>Akka.NET's routers by their .NET type, for which a profile may choose another name: what they read, and which of them answer each job once.</summary>
internal static class Routers
{
    public const string FromCode = "from-code";
    public const string RoundRobin = "round-robin-pool";
    public const string SmallestMailbox = "smallest-mailbox-pool";

    /// <summary>The section of <see cref="Names"/>.</summary>
    public const string NamesId = "akka.actor.router.type-mapping";

    /// <summary>The names that a router may have, each with the name of its type.</summary>
    public static Section Names(Section all) => all.Find(HoconPath.Split(NamesId)) as Section ?? new Section(all.Origin);

    /// <summary>The name of a router's type, with who says so; null if the router has none.</summary>
    public static Value? Mapping(Section all, string router) => Names(all).Child(router) as Value;

    /// <summary>Whether the router reads the key; true for keys that every router reads.</summary>
    public static bool Reads(Type router, string key) => key switch
    {
        DeploymentKeys.Within => IsOneOf(router, typeof(ScatterGatherFirstCompletedPool), typeof(ScatterGatherFirstCompletedGroup)) || Chops(router),
        DeploymentKeys.TailChopping => Chops(router),
        DeploymentKeys.VirtualNodes => IsOneOf(router, typeof(ConsistentHashingPool), typeof(ConsistentHashingGroup)),
        DeploymentKeys.RouteePaths => IsGroup(router),
        DeploymentKeys.PoolDispatcher or DeploymentKeys.Instances => IsPool(router),
        _ => !key.StartsWith("resizer", StringComparison.Ordinal) || IsPool(router),
    };

    /// <summary>Why a pool behind this router would not answer each job exactly once, as the end of a sentence; null if it does.</summary>
    public static string? Breaks(Type router) =>
        IsOneOf(router, typeof(BroadcastPool)) ? "gives every job to every routee, so each is answered more than once"
        : IsOneOf(router, typeof(ScatterGatherFirstCompletedPool)) ? "gives every job to every routee and keeps one answer"
        : IsOneOf(router, typeof(TailChoppingPool)) ? "gives a slow job to further routees, so it is done more than once"
        : IsOneOf(router, typeof(ConsistentHashingPool)) ? "drops messages without a hash key, and jobs have none"
        : IsGroup(router) ? "sends jobs to actors that somebody else must start, and nobody does"
        : null;

    public static bool IsGroup(Type router) => IsOneOf(router, typeof(Group));

    private static bool IsPool(Type router) => IsOneOf(router, typeof(Pool));

    private static bool Chops(Type router) => IsOneOf(router, typeof(TailChoppingPool), typeof(TailChoppingGroup));

    private static bool IsOneOf(Type router, params Type[] kinds) => Array.Exists(kinds, kind => kind.IsAssignableFrom(router));
}
