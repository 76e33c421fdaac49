using Mul.Host.Profiles.Hocon;
using Mul.Host.Profiles.Knowledge;

namespace Mul.Host.Profiles.Rules;

/// <summary>Dispatchers and mailboxes stand where Akka.NET looks for those of routees.</summary>
/// <remarks>LocalActorRefProvider.ActorOf copies them from a deployment only for actors that are no routers.</remarks>
internal sealed class PlacementRule : IProfileRule
{
    private static readonly string[] OfRoutees = [DeploymentKeys.Dispatcher, DeploymentKeys.Mailbox, "stash-capacity"];

    public IEnumerable<Problem> Check(ProfileFacts facts) =>
        facts.Deployments.Written.SelectMany(deployment => deployment.Elements.Count == 1
            ? OnRouter(facts, deployment)
            : facts.KnownPools.Any(pool => pool.Name == deployment.Elements[0]) ? OnRoutees(facts, deployment) : []);

    private static IEnumerable<Problem> OnRouter(ProfileFacts facts, Deployment deployment)
    {
        var path = deployment.Path;
        var isWildcard = deployment.Elements[0].Contains('*', StringComparison.Ordinal);
        var poolDispatcher = deployment.Own.Child(DeploymentKeys.PoolDispatcher);
        if (isWildcard && poolDispatcher is not null)
        {
            yield return facts.Refuse(
                poolDispatcher.Origin, Key(path, DeploymentKeys.PoolDispatcher),
                $"pool-dispatcher under \"{path}\" is looked for under each pool's own path, is not found there, and takes the ActorSystem down",
                "Write it under the pool's own path.");
        }

        if (deployment.Router is null || isWildcard)
        {
            yield break;
        }

        foreach (var key in OfRoutees)
        {
            if (deployment.Own.Child(key) is Value { Text.Length: > 0 } value)
            {
                var instead = key == DeploymentKeys.Dispatcher
                    ? $"Write pool-dispatcher = {value.Text}, or \"{path}/*\" {{ dispatcher = {value.Text} }}."
                    : $"Write \"{path}/*\" {{ {key} = {value.Text} }}.";
                yield return facts.Ignored(
                    value.Origin, Key(path, key), $"{key} on the router's own path {path} is ignored: neither the router nor its routees get it", instead);
            }
        }

        var routees = facts.Deployments.Find(deployment.Elements[0], "$a");
        if (poolDispatcher is not null && routees?.Text(DeploymentKeys.Dispatcher) is { Length: > 0 } wins)
        {
            yield return facts.Ignored(
                poolDispatcher.Origin, Key(path, DeploymentKeys.PoolDispatcher),
                $"pool-dispatcher of {path} is overruled by dispatcher = {wins} under \"{routees.Path}\"", "Keep one of them.");
        }
    }

    private static IEnumerable<Problem> OnRoutees(ProfileFacts facts, Deployment deployment)
    {
        var unread = deployment.Own.Children.Where(child => !OfRoutees.Contains(child.Key) && DeploymentKeys.All.NamesIn("").Contains(child.Key)).ToList();
        if (unread.Count > 0)
        {
            yield return facts.Ignored(
                unread[0].Value.Origin, Key(deployment.Path, unread[0].Key),
                $"{unread[0].Key} is not read under \"{deployment.Path}\": a routee is no router", $"Write it under /{deployment.Elements[0]}.");
        }
    }

    private static string Key(string path, string key) => HoconPath.Join(["akka", "actor", "deployment", path]) + "." + key;
}
