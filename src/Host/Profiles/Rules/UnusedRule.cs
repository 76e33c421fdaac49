using Mul.Host.Profiles.Facts;
using Mul.Host.Profiles.Hocon;
using Mul.Host.Profiles.Knowledge;

namespace Mul.Host.Profiles.Rules;

/// <summary>Every deployed path is that of a pool, and every dispatcher and mailbox is named by somebody.</summary>
internal sealed class UnusedRule : IProfileRule
{
    // Whom an assembly's actors name, and what they deploy, shows only in their code.
    public IEnumerable<Problem> Check(ProfileFacts facts) => facts.Assembly is null ? Paths(facts).Concat(Sections(facts)).Concat(Aliases(facts)) : [];

    private static IEnumerable<Problem> Paths(ProfileFacts facts)
    {
        var pools = facts.KnownPools.Select(pool => pool.Name).ToList();
        foreach (var deployment in facts.Deployments.Written)
        {
            var pool = deployment.Elements[0];
            var isUsed = deployment.Elements.Count <= 2 && (pools.Contains(pool) || pool is "*" or "**");
            if (!isUsed && pools.Count > 0)
            {
                var named = pool == "user" && deployment.Elements.Count > 1 ? deployment.Elements[1] : pool;
                var meant = pools.Contains(named) ? named : NearestName.To(named, pools);
                yield return facts.Unused(
                    deployment.Own.Origin, DeploymentKeys.IdOf(deployment.Path),
                    pools.Contains(pool) ? $"{deployment.Path} is nobody: routees have no children" : $"no workload has a pool at {deployment.Path}",
                    meant is null ? $"Name the assembly with its workload (--assembly), or rename it: there are {string.Join(", ", pools.Select(name => "/" + name))}."
                        : NearestName.Question(HoconPath.Join([deployment.Elements[^1].Contains('*', StringComparison.Ordinal) ? $"/{meant}/*" : $"/{meant}"])));
            }
        }
    }

    private static IEnumerable<Problem> Sections(ProfileFacts facts)
    {
        // Behind a misspelled name stands a section that only seems to be unused.
        if (facts.References.Dispatchers.Exists(reference => facts.Catalog.Find(reference.Id, out _) is null))
        {
            yield break;
        }

        foreach (var (id, section) in facts.OwnDispatchers)
        {
            if (!facts.References.UsedDispatchers.Contains(id) && !facts.References.UsedMailboxes.Contains(id) && Layers.Akka.Find(HoconPath.Split(id)) is null)
            {
                yield return facts.Unused(section.Origin, id, $"dispatcher {id} is defined, and nobody uses it", Remedy(id, $"Name it in a pool-dispatcher = {id}"));
            }
        }

        foreach (var (id, section) in facts.OwnMailboxes)
        {
            if (!facts.References.UsedMailboxes.Contains(id) && !facts.References.UsedDispatchers.Contains(id) && Layers.Akka.Find(HoconPath.Split(id)) is null)
            {
                yield return facts.Unused(section.Origin, id, $"mailbox {id} is defined, and nobody uses it", Remedy(id, $"Name it under \"/pool/*\" {{ mailbox = {id} }}"));
            }
        }
    }

    private static string Remedy(string id, string naming) => $"{(HoconPath.HasDottedKey(id) ? "Give it a name without dots for a setting to use" : naming)}, or remove it.";

    private static IEnumerable<Problem> Aliases(ProfileFacts facts) =>
        from child in facts.Own.Children
        where child.Value is Value { Text.Length: > 0 } alias && facts.Catalog.Find(alias.Text, out _) is not null && !facts.References.UsedDispatchers.Contains(HoconPath.Join([child.Key]))
        select facts.Unused(child.Value.Origin, child.Key, $"{child.Key} is another name for dispatcher {((Value)child.Value).Text}, and nobody uses it", "Remove it.");
}
