using Mul.Host.Profiles.Facts;
using Mul.Host.Profiles.Knowledge;

namespace Mul.Host.Profiles.Rules;

/// <summary>Every pool that the workload to run needs is deployed.</summary>
internal sealed class NeededPoolsRule : IProfileRule
{
    public IEnumerable<Problem> Check(ProfileFacts facts)
    {
        foreach (var pool in facts.Wanted?.Pools ?? [])
        {
            // Of these there is more to be said.
            if (facts.Deployments.Hidden(pool.Name).Any(hidden => hidden.Router is not null))
            {
                continue;
            }

            var found = facts.Deployments.Find(pool.Name);
            if (found is { Router: null, Elements: ["*" or "**"] })
            {
                yield return facts.Refuse(
                    found.Own.Origin, DeploymentKeys.IdOf(found.Path, DeploymentKeys.Router),
                    $"workload {facts.Wanted!.Name} needs a pool at /{pool.Name}, and \"{found.Path}\", which Akka.NET finds there, has no router",
                    $"Add /{pool.Name} {{ router = {Routers.RoundRobin}, nr-of-instances = … }}.");
            }
            else if (found is null)
            {
                var names = facts.Deployments.Written.Where(deployment => deployment.Elements.Count == 1).Select(deployment => deployment.Elements[0]).ToList();
                var meant = NearestName.To(pool.Name, names.Except(facts.KnownPools.Select(known => known.Name)));
                yield return new Problem(
                    Problem.Refused, ProblemSeverity.Refused, facts.File,
                    meant is null ? 0 : facts.Deployments.Find(meant)!.Own.Origin.Line, DeploymentKeys.IdOf($"/{pool.Name}"),
                    $"workload {facts.Wanted!.Name} needs a pool at /{pool.Name}, and the profile deploys none",
                    meant is null ? $"Add /{pool.Name} {{ router = {Routers.RoundRobin}, nr-of-instances = … }}." : $"Did you mean that by /{meant}?");
            }
        }
    }
}
