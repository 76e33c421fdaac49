using Mul.Host.Profiles.Hocon;
using Mul.Host.Profiles.Knowledge;

namespace Mul.Host.Profiles.Facts;

/// <summary>Finds dispatchers by name, as Akka.NET's <c>Dispatchers.Lookup</c> does.</summary>
internal sealed class DispatcherCatalog
{
    // Dispatchers.MaxDispatcherAliasDepth.
    private const int MaxAliases = 20;

    private readonly Section _all;
    private readonly Section _defaults;
    private readonly Lazy<IReadOnlyList<string>> _ids;

    public DispatcherCatalog(Section all)
    {
        _all = all;
        _defaults = all.Find("akka", "actor", "default-dispatcher") as Section ?? new Section(all.Origin);
        _ids = new Lazy<IReadOnlyList<string>>(() => [.. Sections(_all, [], (_, section) => IsMarked(section)).Select(found => found.Id)]);
    }

    /// <summary>Every dispatcher that a profile may name.</summary>
    public IReadOnlyList<string> Ids => _ids.Value;

    /// <summary>Whether a section is meant to be a dispatcher: it has a key that only dispatchers have.</summary>
    public static bool IsMarked(Section section) => section.Keys.Any(DispatcherKeys.Marks.Contains);

    /// <summary>The dispatcher of that name, or null with the reason why there is none.</summary>
    public ResolvedDispatcher? Find(string id, out string? reason)
    {
        id = HoconPath.Canonical(id);
        var names = new List<string> { id };
        while (names.Count <= MaxAliases)
        {
            switch (id.Length == 0 ? null : _all.Find(HoconPath.Split(id)))
            {
                case Value { Text: { Length: > 0 } alias }:
                    names.Add(id = HoconPath.Canonical(alias));
                    break;
                case Section section when section.Origin.Layer == Layer.Profile || section.Count == 0 || IsMarked(section):
                    reason = null;
                    return new ResolvedDispatcher(id, section, id == ResolvedDispatcher.DefaultId ? section : (Section)Layers.Overlay(_defaults, section), names);
                case Section:
                    reason = "which is no dispatcher";
                    return null;
                default:
                    reason = "which is not defined";
                    return null;
            }
        }

        reason = "whose aliases lead round in a circle";
        return null;
    }

    /// <summary>A name, and every name that it is an alias of.</summary>
    public IReadOnlyList<string> NamesBehind(string id)
    {
        var names = new List<string>();
        for (id = HoconPath.Canonical(id); id.Length > 0 && !names.Contains(id); id = HoconPath.Canonical(_all.Text(HoconPath.Split(id)) ?? ""))
        {
            names.Add(id);
        }

        return names;
    }

    /// <summary>The dispatcher that actors have when nothing is said.</summary>
    public ResolvedDispatcher Default => new(ResolvedDispatcher.DefaultId, _defaults, _defaults, [ResolvedDispatcher.DefaultId]);

    /// <summary>Every section below <paramref name="section"/>, which lies at <paramref name="path"/>, that is a dispatcher.</summary>
    public static IEnumerable<(string Id, Section Section)> Sections(
        Section section, IReadOnlyList<string> path, Func<string, Section, bool> isDispatcher)
    {
        foreach (var (key, child) in section.Children)
        {
            // Mul's own dispatcher is not a profile's to use, and one inside a deployment is that pool's.
            if (child is not Section inner || (path.Count == 0 && key == "mul") || key == "deployment")
            {
                continue;
            }

            IReadOnlyList<string> innerPath = [.. path, key];
            var id = HoconPath.Join(innerPath);
            if (isDispatcher(id, inner))
            {
                yield return (id, inner);
            }
            else
            {
                foreach (var found in Sections(inner, innerPath, isDispatcher))
                {
                    yield return found;
                }
            }
        }
    }
}
