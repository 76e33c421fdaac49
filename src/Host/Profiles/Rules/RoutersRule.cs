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

        return [facts.Refuse(
            deployment.Own.Origin, Key(deployment, DeploymentKeys.Router), $"{deployment.Path} has no router, so Akka.NET reads no size and no pool-dispatcher of it",
            $"Add router = {Routers.RoundRobin}.", facts.NeededPools.Contains(deployment.Elements[0]) ? Severity.RefusedByRun : Severity.Finding)];
    }

    private static IEnumerable<Problem> Router(ProfileFacts facts, Deployment deployment, string router)
    {
        var origin = OriginOf(deployment, DeploymentKeys.Router);
        if (Unknown(facts, deployment, router, origin) is { } unknown)
        {
            return [unknown];
        }

        var breaks = facts.KnownPools.Any(pool => pool.Name == deployment.Elements[0]) && deployment.Text("cluster.enabled") is not "on" and not "true"
            ? Routers.Breaks(router) : null;
        return breaks is not null
            ? [facts.Refuse(origin, Key(deployment, DeploymentKeys.Router), $"{breaks}, and a pool must answer each job exactly once", $"Use {Routers.RoundRobin}, random-pool or smallest-mailbox-pool.")]
            : Unread(facts, deployment, router).Concat(Resizer(facts, deployment)).Concat(Size(facts, deployment, router));
    }

    private static Problem? Unknown(ProfileFacts facts, Deployment deployment, string router, ConfigOrigin origin)
    {
        var mapping = facts.All.Find("akka", "actor", "router", "type-mapping") as Section;
        var key = Key(deployment, DeploymentKeys.Router);
        if (mapping?.Child(router) is not Value { Text: { } type })
        {
            return facts.Refuse(
                origin, key, $"router = {router} is not a router of Akka.NET, and the ActorSystem would not start",
                ProfileFacts.Meant(router, mapping?.Keys ?? [], $"Use {Routers.RoundRobin}."));
        }

        return ForeignType.Find(type) is null
            ? facts.Refuse(origin, key, $"router = {router} needs {type}, which is not installed here", $"Use {Routers.RoundRobin}.")
            : null;
    }

    private static IEnumerable<Problem> Unread(ProfileFacts facts, Deployment deployment, string router)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (path, node) in DeploymentKeys.All.Rules.Keys
            .Select(path => (path, deployment.Own.Find(path.Split('.'))))
            .Where(found => found.Item2 is not null && found.path is not DeploymentKeys.Router)
            .OrderBy(found => found.Item2!.Origin.Line))
        {
            var section = path.Split('.')[0];
            if (!Routers.Reads(router, path) && seen.Add(section))
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
        if (deployment.Own.Child("resizer") is not Section { Count: > 0 } resizer)
        {
            yield break;
        }

        var first = resizer.Children.First();
        if (ValueRule.SwitchOf(deployment.Text("resizer.enabled")) is not true)
        {
            yield return facts.Ignored(first.Value.Origin, Key(deployment, "resizer"), "a resizer without enabled = on is not read", "Add enabled = on, or remove it.");
            yield break;
        }

        var (lower, upper) = (deployment.Int("resizer.lower-bound"), deployment.Int("resizer.upper-bound"));
        if (lower > upper)
        {
            yield return facts.Refuse(
                (resizer.Child("upper-bound") ?? resizer.Child("lower-bound") ?? resizer).Origin, Key(deployment, "resizer.upper-bound"),
                $"lower-bound = {lower} is above upper-bound = {upper}, and the ActorSystem would not start", "Exchange them.");
        }
        else if (lower == 0)
        {
            yield return facts.Refuse(
                (resizer.Child("lower-bound") ?? resizer).Origin, Key(deployment, "resizer.lower-bound"),
                "a pool that has shrunk to lower-bound = 0 never grows again and loses every job", "Set lower-bound to 1 or more.");
        }
    }

    private static IEnumerable<Problem> Size(ProfileFacts facts, Deployment deployment, string router)
    {
        if (Routers.IsGroup(router) && deployment.Own.Find("routees", "paths") is not Sequence { Items.Count: > 0 })
        {
            yield return facts.Refuse(deployment.Own.Origin, Key(deployment, DeploymentKeys.RouteePaths), $"{deployment.Path} is a group without routees.paths, and loses every job", "Name its routees.");
        }
    }

    private static ConfigOrigin OriginOf(Deployment deployment, string key) => (deployment.Own.Child(key) ?? deployment.Own).Origin;

    private static string Key(Deployment deployment, string key) => HoconPath.Join(["akka", "actor", "deployment", deployment.Path]) + "." + key;
}
