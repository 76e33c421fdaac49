using Mul.Host.Profiles.Hocon;
using Mul.Host.Profiles.Knowledge;

namespace Mul.Host.Profiles.Facts;

/// <summary>One path under <c>akka.actor.deployment</c>.</summary>
/// <param name="Path">As it is written, as <c>/crunchers/*</c>.</param>
/// <param name="Own">What is written there.</param>
/// <param name="Effective">The same over the section <c>default</c>.</param>
internal sealed record Deployment(string Path, Section Own, Section Effective)
{
    public IReadOnlyList<string> Elements { get; } = Path.Split('/')[1..];

    /// <summary>Whether it is a pool's own path alone, whose <c>dispatcher</c> and <c>mailbox</c> Akka.NET does not read; routees find <c>**</c> too.</summary>
    public bool IsOfRouter => Elements.Count == 1 && !EndsInDouble && Router is not null;

    public bool EndsInDouble => Elements[^1] == "**";

    public string? Router => Text(DeploymentKeys.Router) is { } router && router != Routers.FromCode ? router : null;

    public string? Text(string path) => Effective.Text(path.Split('.'));

    public int? Int(string path) => ValueRule.IntOf(Text(path));

    /// <summary>Where a setting is written: at the path, or under <c>default</c>.</summary>
    public ConfigOrigin OriginOf(string path) =>
        Effective.Find(path.Split('.')) is { Origin: { Layer: Layer.Profile } origin } ? origin : Own.Origin;

    /// <summary>Whether a reader of the file would take the path for one of these: <c>*</c> stands for one element, <c>**</c> at the end for any number.</summary>
    public bool Fits(IReadOnlyList<string> elements)
    {
        var firm = EndsInDouble ? Elements.SkipLast(1).ToList() : Elements;
        return (EndsInDouble ? firm.Count < elements.Count : firm.Count == elements.Count)
            && firm.Zip(elements).All(pair => pair.First == "*" || pair.First == pair.Second);
    }
}

/// <summary>What a profile deploys, and where: found by path and wildcard as Akka.NET's <c>Deployer</c> does.</summary>
internal sealed class Deployments
{
    private readonly List<Deployment> _deployments = [];
    private readonly WildcardIndex<Deployment> _index = new();

    public Deployments(Section all)
    {
        var section = all.Find(HoconPath.Split(DeploymentKeys.Id)) as Section ?? new Section(all.Origin);
        Default = section.Child("default") as Section ?? new Section(all.Origin);
        foreach (var (path, child) in section.Children)
        {
            if (path.StartsWith('/') && child is Section own)
            {
                var deployment = new Deployment(path, own, (Section)Layers.Overlay(Default, own));
                _deployments.Add(deployment);
                _index.Insert(deployment.Elements, deployment);
            }
        }
    }

    /// <summary>What lies under every path that is written; where none is written it does nothing.</summary>
    public Section Default { get; }

    /// <summary>Those that the profile itself writes.</summary>
    public IEnumerable<Deployment> Written => _deployments.Where(deployment => deployment.Own.Origin.Layer == Layer.Profile);

    /// <summary>What is deployed at a path.</summary>
    public Deployment? Find(params IReadOnlyList<string> elements) => _index.Find(elements);

    /// <summary>Those whose wildcards fit a path at which Akka.NET finds nothing, or only what has less of the path.</summary>
    public IEnumerable<Deployment> Hidden(params IReadOnlyList<string> elements)
    {
        var found = Find(elements);
        return Written.Where(deployment => deployment != found && deployment.Fits(elements) && (found is null || (found.EndsInDouble && !deployment.EndsInDouble)));
    }
}
