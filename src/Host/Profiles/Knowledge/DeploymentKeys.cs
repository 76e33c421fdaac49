using Mul.Host.Profiles.Hocon;

namespace Mul.Host.Profiles.Knowledge;

/// <summary>The keys of a path under <c>akka.actor.deployment</c>.</summary>
internal static class DeploymentKeys
{
    /// <summary>The section of all paths.</summary>
    public const string Id = "akka.actor.deployment";

    public const string Router = "router";
    public const string Instances = "nr-of-instances";
    public const string Dispatcher = "dispatcher";
    public const string PoolDispatcher = "pool-dispatcher";
    public const string Mailbox = "mailbox";
    public const string Within = "within";
    public const string VirtualNodes = "virtual-nodes-factor";
    public const string TailChopping = "tail-chopping-router.interval";
    public const string RouteePaths = "routees.paths";
    public const string StashCapacity = "stash-capacity";

    /// <summary>The section of a path, as <c>akka.actor.deployment."/crunchers/*"</c>.</summary>
    public static string IdOf(string path) => $"{Id}.{HoconPath.Join([path])}";

    /// <summary>A setting of a path.</summary>
    public static string IdOf(string path, string key) => $"{IdOf(path)}.{key}";

    /// <summary>Whether a section is written inside a deployment, as a pool-dispatcher may be.</summary>
    public static bool Contains(string id) => id.StartsWith(Id + ".", StringComparison.Ordinal);

    /// <summary>Keys that Akka.NET reads for actors that are no routers.</summary>
    public static IReadOnlyList<string> OfRoutees { get; } = [Dispatcher, Mailbox, StashCapacity];

    // Akka.NET multiplies them by the routees, and throws where that is no int: with this much it would take two million.
    private static readonly ValueRule Rate = ValueRule.NumberFrom(0, 1000, "a number from 0 to 1,000");

    /// <summary>Without <see cref="PoolDispatcher"/>, which is a name or a dispatcher's section.</summary>
    public static KeySet All { get; } = new("a router", new Dictionary<string, ValueRule>
    {
        [Router] = ValueRule.Text,
        [Instances] = ValueRule.Count(atLeast: 1),
        [Dispatcher] = ValueRule.Text,
        [Mailbox] = ValueRule.Text,
        [PoolDispatcher] = ValueRule.Text,
        [StashCapacity] = ValueRule.Integer,
        [Within] = ValueRule.Duration,
        [VirtualNodes] = ValueRule.Count(atLeast: 1),
        [RouteePaths] = ValueRule.List,

        ["resizer.enabled"] = ValueRule.Switch,
        ["resizer.lower-bound"] = ValueRule.Count(atLeast: 0),
        ["resizer.upper-bound"] = ValueRule.Count(atLeast: 1),
        ["resizer.pressure-threshold"] = ValueRule.Integer,
        ["resizer.rampup-rate"] = Rate,
        ["resizer.backoff-threshold"] = ValueRule.NumberFrom(double.MinValue, 1, "a number of at most 1"),
        ["resizer.backoff-rate"] = Rate,
        ["resizer.messages-per-resize"] = ValueRule.Count(atLeast: 1),

        // Read without being declared: by the router itself, by Akka.Remote, Akka.Cluster and Akka.Cluster.Metrics.
        [TailChopping] = ValueRule.Duration,
        ["remote"] = ValueRule.Text,
        ["target.nodes"] = ValueRule.List,
        ["cluster.enabled"] = ValueRule.Switch,
        ["cluster.max-nr-of-instances-per-node"] = ValueRule.Count(atLeast: 1),
        ["cluster.max-total-nr-of-instances"] = ValueRule.Count(atLeast: 1),
        ["cluster.allow-local-routees"] = ValueRule.Switch,
        ["cluster.use-role"] = ValueRule.Text,
        ["metrics-selector"] = ValueRule.Text,
    });
}
