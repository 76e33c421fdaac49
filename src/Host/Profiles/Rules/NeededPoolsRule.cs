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
            if (facts.Deployments.Find(pool.Name) is null && !facts.Deployments.Hidden(pool.Name).Any(hidden => hidden.Router is not null))
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
