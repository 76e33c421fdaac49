using Akka.Remote;
using Mul.Host.Profiles.Facts;
using Mul.Host.Profiles.Hocon;
using Mul.Host.Profiles.Knowledge;

namespace Mul.Host.Profiles.Rules;

/// <summary>The provider of actor references is one that is installed: with another the ActorSystem does not start.</summary>
internal sealed class ProviderRule : IProfileRule
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["local"] = "Akka.Actor.LocalActorRefProvider",
        ["remote"] = "Akka.Remote.RemoteActorRefProvider, Akka.Remote",
        ["cluster"] = "Akka.Cluster.ClusterActorRefProvider, Akka.Cluster",
    };

    public IEnumerable<Problem> Check(ProfileFacts facts)
    {
        if (facts.Own.Find("akka", "actor", "provider") is not Value { Text: { } provider } value)
        {
            yield break;
        }

        // By its type: one type has many names.
        var type = ForeignType.Find(Names.GetValueOrDefault(provider, provider));

        // Remoting without a hostname listens on every address of the machine, and makes objects of types that strangers name.
        if (typeof(RemoteActorRefProvider).IsAssignableFrom(type))
        {
            yield return facts.Refuse(
                value.Origin, "akka.actor.provider", $"provider = {provider} would open a port of the measured process, by default to everybody",
                "Use mul.nodes for pools on several nodes: it has a network of its own, apart from what is measured.");
        }
        else if (type is null)
        {
            yield return facts.Refuse(
                value.Origin, "akka.actor.provider", $"provider = {provider} is not installed here, and the ActorSystem would not start",
                NearestName.Question(provider, Names.Keys.Except([provider])) ?? "Use local, or mul.nodes for pools on several nodes.");
        }
    }
}
