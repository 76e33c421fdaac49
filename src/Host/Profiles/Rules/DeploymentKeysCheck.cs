using Akka.Actor;
using Mul.Host.Profiles.Facts;
using Mul.Host.Profiles.Hocon;
using Mul.Host.Profiles.Knowledge;

namespace Mul.Host.Profiles.Rules;

/// <summary>The paths under <c>akka.actor.deployment</c>, and the keys of each.</summary>
internal sealed class DeploymentKeysCheck(ProfileFacts facts)
{
    public IEnumerable<Problem> Of(Section deployments) =>
        deployments.Children.SelectMany(child => Of(child.Key, child.Value));

    private IEnumerable<Problem> Of(string path, Node node)
    {
        var id = DeploymentKeys.IdOf(path);
        if (path != "default" && WrongPath(path) is var (message, remedy))
        {
            return [facts.Refuse(node.Origin, id, message, remedy)];
        }

        return node is Section section
            ? Keys(section, id)
            : [facts.Refuse(node.Origin, id, $"{path} is a section, not a value", $"Write {HoconPath.Join([path])} {{ … }}.")];
    }

    private IEnumerable<Problem> Keys(Section section, string id)
    {
        var plain = new Section(section.Origin);
        foreach (var (key, child) in section.Children)
        {
            if (key == DeploymentKeys.PoolDispatcher && child is Section dispatcher)
            {
                foreach (var problem in PoolDispatcher(dispatcher, $"{id}.{key}"))
                {
                    yield return problem;
                }
            }
            else
            {
                plain.Set(key, child);
            }
        }

        foreach (var problem in new KeyCheck(facts, DeploymentKeys.All, id, tolerant: false).Of(plain))
        {
            yield return problem;
        }
    }

    private IEnumerable<Problem> PoolDispatcher(Section dispatcher, string id)
    {
        var resolved = facts.Catalog.Find(id, out _);
        var foreign = resolved is { HasForeignType: true } or { HasForeignExecutor: true };
        return new KeyCheck(facts, DispatcherKeys.All, id, foreign).Of(dispatcher);
    }

    // Each of these makes Akka.NET throw when the system or the pool starts.
    private (string Message, string Remedy)? WrongPath(string path)
    {
        if (!path.StartsWith('/'))
        {
            return ($"{path} is no path: paths under akka.actor.deployment begin with /",
                NearestName.Question("/" + path, facts.KnownPools.Select(pool => "/" + pool.Name)) ?? $"Write /{path}.");
        }

        var elements = path.Split('/')[1..];
        return elements.Any(element => element.Contains('.', StringComparison.Ordinal))
            ? ($"{path} has a dot, and Akka.NET takes it for a path of keys when it looks for the pool's dispatcher", "Name the pool without dots.")
            : Array.TrueForAll(elements, element => element.Length > 0 && ActorPath.IsValidPathElement(element)) ? null
            : ($"{path} is not a path that an actor can have", "Use letters, digits and hyphens between single slashes.");
    }
}
