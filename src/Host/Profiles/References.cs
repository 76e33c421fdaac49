using Mul.Host.Profiles.Hocon;
using Mul.Host.Profiles.Knowledge;

namespace Mul.Host.Profiles;

/// <summary>A setting whose value is the name of a section.</summary>
/// <param name="By">Who names it, for a message: <c>"/crunchers/*"</c>, or the setting's path.</param>
/// <param name="Key">The setting's key, as <c>pool-dispatcher</c>.</param>
/// <param name="Id">The name.</param>
/// <param name="Origin">Where it is written.</param>
internal sealed record Reference(string By, string Key, string Id, ConfigOrigin Origin);

/// <summary>Which sections are named as dispatcher or mailbox, anywhere in the configuration.</summary>
internal sealed class References
{
    public References(Section all, Deployments deployments, DispatcherCatalog catalog)
    {
        foreach (var (by, section) in deployments.Written.Select(deployment => (HoconPath.Join([deployment.Path]), deployment.Own)).Prepend(("default", deployments.Default)))
        {
            Add(Dispatchers, section, DeploymentKeys.Dispatcher, by, allowEmpty: true);
            Add(Dispatchers, section, DeploymentKeys.PoolDispatcher, by, allowEmpty: false);
            Add(Mailboxes, section, DeploymentKeys.Mailbox, by, allowEmpty: true);
        }

        AddSettings(all, []);
        UsedDispatchers = [.. Dispatchers.SelectMany(reference => catalog.NamesBehind(reference.Id))];
        UsedMailboxes = [.. Mailboxes.Select(reference => HoconPath.Canonical(reference.Id))];
    }

    public List<Reference> Dispatchers { get; } = [];

    public List<Reference> Mailboxes { get; } = [];

    /// <summary>Every name on the way to a dispatcher that something refers to.</summary>
    public HashSet<string> UsedDispatchers { get; }

    public HashSet<string> UsedMailboxes { get; }

    // Akka.NET names dispatchers in many places; all of those keys end in the same word.
    private void AddSettings(Section section, IReadOnlyList<string> path)
    {
        foreach (var (key, child) in section.Children)
        {
            if (child is Section inner && !(path is ["akka", "actor"] && key == "deployment"))
            {
                AddSettings(inner, [.. path, key]);
            }
            else if (path is ["akka", ..] && (key is "dispatcher" or "use-dispatcher" || key.EndsWith("-dispatcher", StringComparison.Ordinal)))
            {
                Add(Dispatchers, section, key, HoconPath.Join([.. path, key]), allowEmpty: true);
            }
        }
    }

    private static void Add(List<Reference> references, Section section, string key, string by, bool allowEmpty)
    {
        if (section.Child(key) is Value { Text: { } id } value && !(allowEmpty && id.Length == 0))
        {
            references.Add(new Reference(by, key, id, value.Origin));
        }
    }
}
