using Mul.Host.Profiles.Hocon;

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

        var (processes, min) = (facts.CountOf("mul", "nodes", "processes"), facts.CountOf("mul", "nodes", "min"));
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
}
