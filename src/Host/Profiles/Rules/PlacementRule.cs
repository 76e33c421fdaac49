using Mul.Host.Profiles.Facts;
using Mul.Host.Profiles.Hocon;
using Mul.Host.Profiles.Knowledge;

namespace Mul.Host.Profiles.Rules;

/// <summary>Dispatchers and mailboxes stand where Akka.NET looks for those of routees.</summary>
/// <remarks>LocalActorRefProvider.ActorOf copies them from a deployment only for actors that are no routers.</remarks>
internal sealed class PlacementRule : IProfileRule
{
    public IEnumerable<Problem> Check(ProfileFacts facts) =>
        facts.Deployments.Written.SelectMany(deployment => deployment.Elements.Count == 1
            ? OnRouter(facts, deployment)
            : deployment.Elements.Count == 2 && facts.KnownPools.Any(pool => pool.Name == deployment.Elements[0]) ? OnRoutees(facts, deployment) : [])
            .Concat(UnderDefault(facts));

    // Akka.NET lays default under each path that is written, and under no other.
    private static IEnumerable<Problem> UnderDefault(ProfileFacts facts)
    {
        var defaults = facts.Deployments.Default;
        var heirs = facts.Deployments.Written.Where(deployment => deployment.Router is not null && deployment.Own.Child(DeploymentKeys.PoolDispatcher) is null);
        if (defaults.Child(DeploymentKeys.PoolDispatcher) is { } poolDispatcher
            && Misplaced(facts, poolDispatcher, "default", [.. heirs.Select(deployment => deployment.Elements[0])]) is { } misplaced)
        {
            yield return misplaced;
        }

        foreach (var key in DeploymentKeys.OfRoutees)
        {
            if (defaults.Child(key) is Value { Origin.Layer: Layer.Profile, Text.Length: > 0 } value
                && !facts.Deployments.Written.Any(deployment => (deployment.Elements.Count > 1 || deployment.EndsInDouble) && deployment.Own.Child(key) is null))
            {
                yield return facts.Ignored(
                    value.Origin, DeploymentKeys.IdOf("default", key), $"{key} under default reaches no routee: it holds only for paths that are written, and the routees of no pool have one without it",
                    IsUnfit(facts, key, value.Text) ? "Remove it." : $"Write \"/pool/*\" {{ {key} = {value.Text} }} for each pool.");
            }
        }
    }

    // A pool-dispatcher that holds for these pools without standing under their own paths. Of a pool whose routees have a dispatcher Akka.NET does not look for it.
    private static Problem? Misplaced(ProfileFacts facts, Node poolDispatcher, string path, IReadOnlyList<string> pools) =>
        pools.Any(pool => Overruling(facts, pool) is null) ? facts.Refuse(
            poolDispatcher.Origin, DeploymentKeys.IdOf(path, DeploymentKeys.PoolDispatcher),
            $"pool-dispatcher under {HoconPath.Join([path])} is looked for under each pool's own path, is not found there, and takes the ActorSystem down",
            "Write it under the pool's own path.")
        : pools.Count > 0 ? Overruled(facts, poolDispatcher, path, Overruling(facts, pools[0])!)
        : null;

    // Where the routees of a pool have a dispatcher whatever its pool-dispatcher is.
    private static Deployment? Overruling(ProfileFacts facts, string pool) =>
        facts.Deployments.Find(pool, "$a") is { } routees && routees.Text(DeploymentKeys.Dispatcher) is { Length: > 0 } ? routees : null;

    private static Problem Overruled(ProfileFacts facts, Node poolDispatcher, string path, Deployment by) => facts.Ignored(
        poolDispatcher.Origin, DeploymentKeys.IdOf(path, DeploymentKeys.PoolDispatcher),
        $"pool-dispatcher of {HoconPath.Join([path])} is overruled by dispatcher = {by.Text(DeploymentKeys.Dispatcher)} under \"{by.Path}\"", "Keep one of them.");

    private static IEnumerable<Problem> OnRouter(ProfileFacts facts, Deployment deployment)
    {
        var path = deployment.Path;
        var isWildcard = deployment.Elements[0] is "*" or "**";
        var poolDispatcher = deployment.Own.Child(DeploymentKeys.PoolDispatcher);
        if (isWildcard && poolDispatcher is not null
            && Misplaced(facts, poolDispatcher, path, [.. facts.KnownPools.Select(pool => pool.Name).Where(pool => facts.Deployments.Find(pool) == deployment)]) is { } misplaced)
        {
            yield return misplaced;
        }

        if (deployment.Router is null || isWildcard)
        {
            yield break;
        }

        foreach (var key in DeploymentKeys.OfRoutees)
        {
            if (deployment.Own.Child(key) is Value { Text.Length: > 0 } value)
            {
                var instead = IsUnfit(facts, key, value.Text) ? "Remove it."
                    : key != DeploymentKeys.Dispatcher ? $"Write \"{path}/*\" {{ {key} = {value.Text} }}."
                    : $"Write pool-dispatcher = {value.Text}, or \"{path}/*\" {{ dispatcher = {value.Text} }}.";
                yield return facts.Ignored(
                    value.Origin, DeploymentKeys.IdOf(path, key), $"{key} on the router's own path {path} is ignored: neither the router nor its routees get it", instead);
            }
        }

        if (poolDispatcher is not null && Overruling(facts, deployment.Elements[0]) is { } by)
        {
            yield return Overruled(facts, poolDispatcher, path, by);
        }
    }

    // What would be refused wherever it is read: a dispatcher that needs a synchronisation context, a mailbox that loses jobs.
    private static bool IsUnfit(ProfileFacts facts, string key, string name) => key switch
    {
        DeploymentKeys.Dispatcher => facts.Catalog.Find(name, out _)?.Executor == DispatcherTypes.CurrentContextExecutor,
        DeploymentKeys.Mailbox => facts.Mailboxes.IsUnfit(HoconPath.Canonical(name)),
        _ => false,
    };

    private static IEnumerable<Problem> OnRoutees(ProfileFacts facts, Deployment deployment)
    {
        var unread = deployment.Own.Children.Where(child => !DeploymentKeys.OfRoutees.Contains(child.Key) && DeploymentKeys.All.NamesIn("").Contains(child.Key)).ToList();
        if (unread.Count > 0)
        {
            yield return facts.Ignored(
                unread[0].Value.Origin, DeploymentKeys.IdOf(deployment.Path, unread[0].Key),
                $"{unread[0].Key} is not read under \"{deployment.Path}\": a routee is no router", $"Write it under /{deployment.Elements[0]}.");
        }
    }
}
