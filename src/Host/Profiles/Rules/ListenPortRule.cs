using Mul.Host.Profiles.Hocon;

namespace Mul.Host.Profiles.Rules;

/// <summary>Nodes that a run does not start itself must be told beforehand where it listens: it would wait for them in vain.</summary>
internal sealed class ListenPortRule : IProfileRule
{
    private static readonly string[] Listen = ["mul", "nodes", "listen"];
    private static readonly string[] Min = ["mul", "nodes", "min"];

    public IEnumerable<Problem> Check(ProfileFacts facts)
    {
        // What a cluster's router does with such nodes is refused for another reason.
        if (facts.All.Find("mul", "nodes", "routing") is Value { Text: "cluster" } || facts.CountOf(Min) is var min && min <= Math.Max(0, facts.CountOf("mul", "nodes", "processes")))
        {
            yield break;
        }

        if (facts.All.Find(Listen) is Value { Text: { } address } && address.EndsWith(":0", StringComparison.Ordinal))
        {
            yield return facts.Refuse(
                (facts.Own.Find(Listen) ?? facts.Own.Find(Min))!.Origin, "mul.nodes.listen",
                $"mul.nodes.min = {min}: nodes that the run does not start itself must know where it listens, and of {address} nobody knows the port before",
                "Name one, as mul.nodes.listen = \"127.0.0.1:4053\".");
        }
    }
}
