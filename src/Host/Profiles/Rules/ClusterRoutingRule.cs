using Mul.Host.Profiles.Hocon;
using Mul.Host.Profiles.Knowledge;

namespace Mul.Host.Profiles.Rules;

/// <summary>Where Akka.Cluster's router gives jobs to nodes, the run starts all of them: no others can join.</summary>
internal sealed class ClusterRoutingRule : IProfileRule
{
    public IEnumerable<Problem> Check(ProfileFacts facts)
    {
        if (facts.Own.Find("mul", "nodes", "routing") is not Value { Text: "cluster" } routing)
        {
            yield break;
        }

        var (processes, min) = (CountOf(facts, "processes"), CountOf(facts, "min"));
        if (min > processes)
        {
            yield return facts.Refuse(
                routing.Origin, "mul.nodes.min", $"mul.nodes.min = {min}: with mul.nodes.routing = cluster no other nodes join than those that the run starts",
                $"Set mul.nodes.processes = {min}.");
        }
        else if (processes == 0)
        {
            yield return facts.Refuse(
                routing.Origin, "mul.nodes.routing", "mul.nodes.routing = cluster gives jobs to nodes, and the profile has none", "Set mul.nodes.processes, as 2.");
        }
    }

    private static int CountOf(ProfileFacts facts, string key) => facts.All.Find("mul", "nodes", key) is Value { Text: { } text } ? ValueRule.IntOf(text) ?? 0 : 0;
}
