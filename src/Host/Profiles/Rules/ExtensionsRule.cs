using Akka.Actor;
using Mul.Host.Profiles.Facts;
using Mul.Host.Profiles.Hocon;
using Mul.Host.Profiles.Knowledge;

namespace Mul.Host.Profiles.Rules;

/// <summary>Extensions are types that can be loaded: past another Akka.NET goes with a line in its log.</summary>
internal sealed class ExtensionsRule : IProfileRule
{
    public IEnumerable<Problem> Check(ProfileFacts facts) =>
        from item in (facts.Own.Find("akka", "extensions") as Sequence)?.Items.OfType<Value>() ?? []
        where item.Text is { Length: > 0 } && !typeof(IExtensionId).IsAssignableFrom(ForeignType.Find(item.Text))
        select facts.Ignored(item.Origin, "akka.extensions", $"{item.Text} is no extension that can be loaded, and Akka.NET goes on without it", "Name its assembly with --assembly, or remove it.");
}
