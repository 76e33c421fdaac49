using Mul.Host.Profiles.Hocon;
using Mul.Host.Profiles.Knowledge;

namespace Mul.Host.Profiles;

/// <summary>One path under <c>akka.actor.deployment</c>.</summary>
/// <param name="Path">As it is written, as <c>/crunchers/*</c>.</param>
/// <param name="Own">What is written there.</param>
/// <param name="Effective">The same over the section <c>default</c>.</param>
internal sealed record Deployment(string Path, Section Own, Section Effective)
{
    public IReadOnlyList<string> Elements { get; } = Path.Split('/')[1..];

    public string? Router => Text(DeploymentKeys.Router) is { } router && router != Routers.FromCode ? router : null;

    public string? Text(string path) => (Effective.Find(path.Split('.')) as Value)?.Text;

    public int? Int(string path) => ValueRule.IntOf(Text(path));
}

/// <summary>What a profile deploys, and where: found by path and wildcard as Akka.NET's <c>Deployer</c> does.</summary>
internal sealed class Deployments
{
    private readonly List<Deployment> _deployments = [];

    public Deployments(Section all)
    {
        var section = all.Find("akka", "actor", "deployment") as Section ?? new Section(all.Origin);
        var defaults = section.Child("default");
        foreach (var (path, child) in section.Children)
        {
            if (path.StartsWith('/') && child is Section own)
            {
                _deployments.Add(new Deployment(path, own, (Section)Layers.Overlay(defaults, own)));
            }
        }
    }

    /// <summary>Those that the profile itself writes.</summary>
    public IEnumerable<Deployment> Written => _deployments.Where(deployment => deployment.Own.Origin.Layer == Layer.Profile);

    /// <summary>What is deployed at a path: the path itself before <c>*</c>, and both before <c>**</c> at the end.</summary>
    public Deployment? Find(params IReadOnlyList<string> elements) =>
        Best(elements, deployment => deployment.Elements[^1] != "**" && Matches(deployment.Elements, elements))
        ?? Best(elements, deployment => deployment.Elements[^1] == "**" && deployment.Elements.Count <= elements.Count
            && Matches([.. deployment.Elements.SkipLast(1)], [.. elements.Take(deployment.Elements.Count - 1)]));

    private Deployment? Best(IReadOnlyList<string> elements, Func<Deployment, bool> matches) => _deployments
        .Where(matches)
        .OrderByDescending(deployment => deployment.Elements.TakeWhile((element, at) => element == elements[at]).Count())
        .ThenByDescending(deployment => deployment.Elements.Count)
        .FirstOrDefault();

    private static bool Matches(IReadOnlyList<string> pattern, IReadOnlyList<string> elements) =>
        pattern.Count == elements.Count && pattern.Zip(elements).All(pair => pair.First == "*" || pair.First == pair.Second);
}
