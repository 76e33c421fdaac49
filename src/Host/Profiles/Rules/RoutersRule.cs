using Akka.Configuration;
using Akka.Routing;
using Mul.Host.Profiles.Facts;
using Mul.Host.Profiles.Hocon;
using Mul.Host.Profiles.Knowledge;

namespace Mul.Host.Profiles.Rules;

/// <summary>Routers that Akka.NET has, with the keys that they read, and that answer each job once.</summary>
internal sealed class RoutersRule : IProfileRule
{
    public IEnumerable<Problem> Check(ProfileFacts facts) =>
        facts.Deployments.Written.SelectMany(deployment => deployment switch
        {
            { Elements.Count: > 1 } => [],
            { Router: null } => NoRouter(facts, deployment),
            _ => Router(facts, deployment, deployment.Router),
        });

    private static IEnumerable<Problem> NoRouter(ProfileFacts facts, Deployment deployment)
    {
        var isPool = facts.KnownPools.Any(pool => pool.Name == deployment.Elements[0]);
        if (!isPool && !deployment.Own.Keys.Any(key =>
            key is not ("dispatcher" or "mailbox" or "stash-capacity") && DeploymentKeys.All.NamesIn("").Contains(key)))
        {
            return [];
        }

        return [facts.RefuseRun(
            isNeeded: facts.NeededPools.Contains(deployment.Elements[0]),
            deployment.Own.Origin, Key(deployment, DeploymentKeys.Router), $"{deployment.Path} has no router, so Akka.NET reads no size and no pool-dispatcher of it",
            $"Add router = {Routers.RoundRobin}.")];
    }

    private static IEnumerable<Problem> Router(ProfileFacts facts, Deployment deployment, string router)
    {
        var mapping = Routers.Mapping(facts.All, router);
        var type = mapping?.Text is { } name ? ForeignType.Find(name) : null;
        if (type is null || !typeof(RouterConfig).IsAssignableFrom(type))
        {
            return [Unknown(facts, deployment, router, mapping, type)];
        }

        if (mapping!.Origin.Layer == Layer.Profile && ForeignType.Unfit(type, typeof(RouterConfig), typeof(Config)) is { } unfit)
        {
            return [facts.Refuse(mapping.Origin, $"{Routers.NamesId}.{router}", $"type-mapping has {mapping.Text} for router = {router}, which cannot serve: {unfit}", "Remove the mapping, or name a router's type that can.")];
        }

        // A cluster's router may find its routees on other nodes.
        var isOfCluster = !IsLocal(facts) && ValueRule.SwitchOf(deployment.Text("cluster.enabled")) is true;
        return Routers.Breaks(type) is { } breaks && !isOfCluster && facts.KnownPools.Any(pool => pool.Name == deployment.Elements[0])
            ? [facts.Refuse(
                deployment.OriginOf(DeploymentKeys.Router), Key(deployment, DeploymentKeys.Router), $"{router} {breaks}, and a pool must answer each job exactly once",
                $"Use {Routers.RoundRobin}, random-pool or smallest-mailbox-pool.")]
            : Unread(facts, deployment, router, type).Concat(Resizer(facts, deployment)).Concat(Size(facts, deployment, type));
    }

    // The type that it is to have, if any, and what was found under its name.
    private static Problem Unknown(ProfileFacts facts, Deployment deployment, string router, Value? mapping, Type? type)
    {
        var name = mapping?.Text;
        var lack = type is null ? "not installed here" : "no router";
        if (mapping is { Origin.Layer: Layer.Profile })
        {
            return facts.Refuse(mapping.Origin, $"{Routers.NamesId}.{router}", $"type-mapping has {name} for router = {router}, which is {lack}", "Remove the mapping, or name a router's type.");
        }

        var (message, remedy) = name is null
            ? ($"router = {router} is not a router of Akka.NET, and the ActorSystem would not start", NearestName.Question(router, Routers.Names(facts.All).Keys) ?? $"Use {Routers.RoundRobin}.")
            : ($"router = {router} needs {name}, which is {lack}", $"Use {Routers.RoundRobin}.");
        return facts.Refuse(deployment.OriginOf(DeploymentKeys.Router), Key(deployment, DeploymentKeys.Router), message, remedy);
    }

    private static IEnumerable<Problem> Unread(ProfileFacts facts, Deployment deployment, string router, Type type)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (path, node) in DeploymentKeys.All.Rules.Keys
            .Select(path => (path, deployment.Own.Find(path.Split('.'))))
            .Where(found => found.Item2 is not null && found.path is not DeploymentKeys.Router)
            .OrderBy(found => found.Item2!.Origin.Line))
        {
            var section = path.Split('.')[0];
            if (!Routers.Reads(type, path) && seen.Add(section))
            {
                yield return facts.Ignored(node!.Origin, Key(deployment, path), $"{section} is not read by a {router}", "Remove it.");
            }
            else if (section is "cluster" or "remote" or "target" && IsLocal(facts) && seen.Add(section))
            {
                yield return facts.Ignored(
                    node!.Origin, Key(deployment, path), $"{section} of {deployment.Path} is not read while akka.actor.provider is local", "Remove it, or use nodes (mul.nodes.processes).");
            }
        }
    }

    private static bool IsLocal(ProfileFacts facts) =>
        facts.All.Find("akka", "actor", "provider") is not Value { Text: { } provider }
        || provider is "local" || provider.StartsWith("Akka.Actor.LocalActorRefProvider", StringComparison.Ordinal);

    private static IEnumerable<Problem> Resizer(ProfileFacts facts, Deployment deployment)
    {
        if (deployment.Effective.Child("resizer") is not Section resizer)
        {
            yield break;
        }

        if (ValueRule.SwitchOf(deployment.Text("resizer.enabled")) is not true)
        {
            if (deployment.Own.Child("resizer") is Section { Count: > 0 } own)
            {
                yield return facts.Ignored(
                    own.Children.First().Value.Origin, Key(deployment, "resizer"), "a resizer without enabled = on is not read", "Add enabled = on, or remove it.");
            }

            yield break;
        }

        var (lower, upper) = (deployment.Int("resizer.lower-bound"), deployment.Int("resizer.upper-bound"));
        if (lower > upper)
        {
            yield return facts.Refuse(
                deployment.OriginOf(IsWritten(resizer.Child("upper-bound")) ? "resizer.upper-bound" : "resizer.lower-bound"), Key(deployment, "resizer.upper-bound"),
                $"lower-bound = {lower} is above upper-bound = {upper}, and the ActorSystem would not start", "Exchange them.");
        }
        else if (lower == 0)
        {
            yield return facts.Refuse(
                deployment.OriginOf("resizer.lower-bound"), Key(deployment, "resizer.lower-bound"),
                "a pool that has shrunk to lower-bound = 0 never grows again and loses every job", "Set lower-bound to 1 or more.");
        }
    }

    private static IEnumerable<Problem> Size(ProfileFacts facts, Deployment deployment, Type type)
    {
        if (Routers.IsGroup(type) && deployment.Effective.Find("routees", "paths") is not Sequence { Items.Count: > 0 })
        {
            yield return facts.Refuse(deployment.Own.Origin, Key(deployment, DeploymentKeys.RouteePaths), $"{deployment.Path} is a group without routees.paths, and loses every job", "Name its routees.");
        }
    }

    private static bool IsWritten(Node? node) => node?.Origin.Layer == Layer.Profile;

    private static string Key(Deployment deployment, string key) => DeploymentKeys.IdOf(deployment.Path, key);
}
