using Mul.Host.Profiles.Facts;
using Mul.Host.Profiles.Knowledge;

namespace Mul.Host.Profiles.Rules;

/// <summary>Every wildcard is found where it fits: a path that shares its beginning with the pool's leads Akka.NET past it.</summary>
internal sealed class HiddenRule : IProfileRule
{
    public IEnumerable<Problem> Check(ProfileFacts facts) =>
        facts.KnownPools.SelectMany(pool => Routers(facts, pool.Name).Concat(Routees(facts, pool.Name)));

    private static IEnumerable<Problem> Routers(ProfileFacts facts, string pool) =>
        from hidden in facts.Deployments.Hidden(pool)
        where hidden.Router is not null
        select facts.RefuseRun(
            isNeeded: facts.NeededPools.Contains(pool),
            hidden.Own.Origin, DeploymentKeys.IdOf(hidden.Path), $"there is no deployment at /{pool}: \"{hidden.Path}\" is not read for it, because Akka.NET follows the longer path that begins with /{pool}, and does not go back to *",
            $"Write /{pool} {{ … }} too.");

    private static IEnumerable<Problem> Routees(ProfileFacts facts, string pool) =>
        from hidden in facts.Deployments.Hidden(pool, "$a")
        where facts.Deployments.Find(pool) is { Router: not null } && DeploymentKeys.OfRoutees.Any(key => hidden.Text(key) is { Length: > 0 } and not "-1")
        select facts.Ignored(
            hidden.Own.Origin, DeploymentKeys.IdOf(hidden.Path), $"\"{hidden.Path}\" is not read for the routees of /{pool}: Akka.NET follows /{pool}, and does not go back to *",
            $"Write \"/{pool}/*\" {{ … }}.");
}
