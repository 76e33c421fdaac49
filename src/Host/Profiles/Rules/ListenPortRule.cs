using Mul.Host.Profiles.Facts;
using Mul.Host.Profiles.Hocon;
using Mul.Host.Profiles.Knowledge;

namespace Mul.Host.Profiles.Rules;

/// <summary>Nodes that a run does not start itself must be told beforehand where it listens: it would wait for them in vain.</summary>
internal sealed class ListenPortRule : IProfileRule
{
    public IEnumerable<Problem> Check(ProfileFacts facts)
    {
        // What a cluster's router does with such nodes is refused for another reason.
        if (facts.All.Text(HoconPath.Split(NodeKeys.Routing)) == NodeKeys.Cluster || facts.CountOf(NodeKeys.Min) is var min && min <= Math.Max(0, facts.CountOf(NodeKeys.Processes)))
        {
            yield break;
        }

        if (facts.All.Text(HoconPath.Split(NodeKeys.Listen)) is { } address && address.EndsWith(":0", StringComparison.Ordinal))
        {
            yield return facts.Refuse(
                (facts.Own.Find(HoconPath.Split(NodeKeys.Listen)) ?? facts.Own.Find(HoconPath.Split(NodeKeys.Min)))!.Origin, NodeKeys.Listen,
                $"mul.nodes.min = {min}: nodes that the run does not start itself must know where it listens, and of {address} nobody knows the port before",
                "Name one, as mul.nodes.listen = \"127.0.0.1:4053\".");
        }
    }
}
