using Mul.Host.Profiles.Facts;
using Mul.Host.Profiles.Hocon;
using Mul.Host.Profiles.Knowledge;

namespace Mul.Host.Profiles.Rules;

/// <summary>Where Akka.Cluster's router gives jobs to nodes, the run starts all of them: no others can join.</summary>
internal sealed class ClusterRoutingRule : IProfileRule
{
    public IEnumerable<Problem> Check(ProfileFacts facts)
    {
        if (facts.Own.Find(HoconPath.Split(NodeKeys.Routing)) is not Value { Text: NodeKeys.Cluster } routing)
        {
            yield break;
        }

        var (processes, min) = (facts.CountOf(NodeKeys.Processes), facts.CountOf(NodeKeys.Min));
        if (min > processes)
        {
            yield return facts.Refuse(
                routing.Origin, NodeKeys.Min, $"mul.nodes.min = {min}: with mul.nodes.routing = cluster no other nodes join than those that the run starts",
                $"Set mul.nodes.processes = {min}.");
        }
        else if (processes == 0)
        {
            yield return facts.Refuse(
                routing.Origin, NodeKeys.Routing, "mul.nodes.routing = cluster gives jobs to nodes, and the profile has none", "Set mul.nodes.processes, as 2.");
        }
    }
}
