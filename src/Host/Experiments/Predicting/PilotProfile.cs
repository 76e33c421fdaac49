using System.Globalization;
using Mul.Actors.Jobs;
using Mul.Host.Profiles;
using Mul.Host.Profiles.Hocon;
using Mul.Host.Profiles.Knowledge;
using Mul.Host.Profiles.Plans;
using Mul.Host.Workloads;

namespace Mul.Host.Experiments.Predicting;

/// <summary>The profile under which a pilot runs: pools of its own over another profile's settings, of which Mul's own workloads read only <c>mul.*</c>.</summary>
/// <param name="profile">What the pilot is for; null if it is for none in particular.</param>
internal sealed class PilotProfile(Profile? profile, IWorkload workload)
{
    // Nodes are how a profile spreads its pools; one job takes as long without them.
    private const string Nodes = "mul.nodes";

    private static readonly string[] Pilots =
    [
        "pilot-thread-each { type = PinnedDispatcher }",
        "pilot-thread-pool { type = Dispatcher, executor = thread-pool-executor, throughput = 30, throughput-deadline-time = 0ms }",
    ];

    private readonly Section? _own = profile is null ? null : ProfileReader.Read(new ProfileSource(profile.Name, profile.File, profile.Text)).Own;

    /// <param name="pools">All pools of the workload; those that hold their thread get one per routee, so that none waits for another.</param>
    public Profile With(IEnumerable<PoolPlan> pools, int routees) => With([.. Kept(_ => false), .. Own(pools, routees)]);

    /// <summary>Equal for profiles that need no pilots of their own: they differ only in the pools' deployments, and in the dispatchers that these name.</summary>
    public string KeyOf(IEnumerable<PoolPlan> pools)
    {
        HashSet<string> named = [.. Deployments().Where(IsOfPools).SelectMany(deployment => DispatchersOf(deployment.Value))];
        return string.Join('\n', [.. Kept(named.Contains), .. Own(pools, routees: 1)]);
    }

    /// <summary>With the same deployment for each pool.</summary>
    /// <param name="dispatcher">The name of a dispatcher, and its section.</param>
    public Profile With(int routees, (string Name, string Section) dispatcher) =>
        With([.. Kept(_ => false), $"{dispatcher.Name} {dispatcher.Section}", .. workload.Pools.Select(pool => Deployment(pool.Name, routees, dispatcher.Name))]);

    private Profile With(string[] lines) => ProfileLoader.FromText("pilot", profile?.File ?? "pilot.hocon", string.Join('\n', lines) + "\n");

    private static IEnumerable<string> Own(IEnumerable<PoolPlan> pools, int routees) =>
        Pilots.Concat(pools.Select(pool => Deployment(pool.Pool, routees, pool.Handling == Handling.Async ? "pilot-thread-pool" : "pilot-thread-each")));

    // Under the routees' own path: there no wildcard of the profile's goes first.
    private static string Deployment(string pool, int routees, string dispatcher) => string.Create(
        CultureInfo.InvariantCulture,
        $"{DeploymentKeys.IdOf($"/{pool}")} {{ router = {Routers.RoundRobin}, nr-of-instances = {routees} }}\n{DeploymentKeys.IdOf($"/{pool}/*", DeploymentKeys.Dispatcher)} = {dispatcher}");

    // An actor of the user's own may read whatever its profile says.
    private IEnumerable<string> Kept(Func<string, bool> isLeft) => _own is null ? []
        : workload is PlugInWorkload ? Settings([], _own, isLeft)
        : _own.Child("mul") is { } mul ? Settings(["mul"], mul, isLeft)
        : [];

    private IEnumerable<string> Settings(IReadOnlyList<string> path, Node node, Func<string, bool> isLeft) => node switch
    {
        _ when HoconPath.Join(path) is var id && (id == Nodes || isLeft(id)) => [],
        Section { Count: > 0 } section => section.Children
            .Where(child => !(path is ["akka", "actor", "deployment"] && IsOfPools(child)))
            .SelectMany(child => Settings([.. path, child.Key], child.Value, isLeft)),
        Section => [$"{HoconPath.Join(path)} {{ }}"],
        _ when TextOf(node) is { } text => [$"{HoconPath.Join(path)} = {text}"],
        _ => [],
    };

    private static string? TextOf(Node node) => node switch
    {
        Value { Text: { } text } => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"",
        Sequence { Items: var items } => $"[{string.Join(", ", items.Select(TextOf).OfType<string>())}]",
        _ => null,
    };

    private IEnumerable<KeyValuePair<string, Node>> Deployments() => (_own?.Find("akka", "actor", "deployment") as Section)?.Children ?? [];

    // A pool's own path, and its routees'; what is deeper belongs to their children.
    private bool IsOfPools(KeyValuePair<string, Node> deployment) =>
        deployment.Key.Split('/') is ["", var pool, .. var deeper] && deeper is [] or [not "**"] && workload.Pools.Any(own => own.Name == pool);

    private static IEnumerable<string> DispatchersOf(Node deployment) =>
        ((string[])[DeploymentKeys.Dispatcher, DeploymentKeys.PoolDispatcher]).Select(key => (deployment as Section)?.Text(key)).OfType<string>().Select(HoconPath.Canonical);
}
