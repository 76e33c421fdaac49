using Mul.Host.Profiles.Hocon;
using Mul.Host.Profiles.Knowledge;

namespace Mul.Host.Profiles.Facts;

/// <summary>A setting whose value is the name of a section.</summary>
/// <param name="By">Who names it, for a message: <c>"/crunchers/*"</c>, or the setting's path.</param>
/// <param name="Key">The setting's key, as <c>pool-dispatcher</c>; for <c>mailbox-requirement</c> Akka.NET knows the name.</param>
/// <param name="Id">The name.</param>
/// <param name="Origin">Where it is written.</param>
/// <param name="IsRead">Whether Akka.NET looks at it; on a router's own path it does not.</param>
internal sealed record Reference(string By, string Key, string Id, ConfigOrigin Origin, bool IsRead = true);

/// <summary>Which sections are named as dispatcher or mailbox, anywhere in the configuration.</summary>
internal sealed class References
{
    public References(Section all, Deployments deployments, DispatcherCatalog catalog, MailboxCatalog mailboxes)
    {
        AddDeployed(deployments.Default, "default", key => deployments.Written.Any(deployment => !deployment.IsOfRouter && deployment.Own.Child(key) is null));
        foreach (var deployment in deployments.Written)
        {
            AddDeployed(deployment.Own, HoconPath.Join([deployment.Path]), _ => !deployment.IsOfRouter);
        }

        AddSettings(all, []);
        UsedDispatchers = [.. Dispatchers.SelectMany(reference => catalog.NamesBehind(reference.Id))];
        // What the default dispatcher requires holds for the whole system, and is not a mailbox that somebody names.
        foreach (var dispatcher in UsedDispatchers.Concat(InlineDispatchers(deployments)).Select(id => catalog.Find(id, out _)).OfType<ResolvedDispatcher>())
        {
            if (dispatcher.IsOwn(DispatcherKeys.MailboxRequirement) && dispatcher.Id != ResolvedDispatcher.DefaultId && mailboxes.RequiredBy(dispatcher) is { } required)
            {
                Mailboxes.Add(new Reference(dispatcher.Id, DispatcherKeys.MailboxRequirement, required, dispatcher.Setting(DispatcherKeys.MailboxRequirement)!.Origin));
            }
        }

        UsedMailboxes = [.. Mailboxes.Select(reference => HoconPath.Canonical(reference.Id))];
    }

    public List<Reference> Dispatchers { get; } = [];

    public List<Reference> Mailboxes { get; } = [];

    /// <summary>Every name on the way to a dispatcher that something refers to.</summary>
    public HashSet<string> UsedDispatchers { get; }

    public HashSet<string> UsedMailboxes { get; }

    private void AddDeployed(Section section, string by, Func<string, bool> isRead)
    {
        Add(Dispatchers, section, DeploymentKeys.Dispatcher, by, allowEmpty: true, isRead(DeploymentKeys.Dispatcher));
        Add(Dispatchers, section, DeploymentKeys.PoolDispatcher, by, allowEmpty: false);
        Add(Mailboxes, section, DeploymentKeys.Mailbox, by, allowEmpty: true, isRead(DeploymentKeys.Mailbox));
    }

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

    private static IEnumerable<string> InlineDispatchers(Deployments deployments) => deployments.Written
        .Where(deployment => deployment.Own.Child(DeploymentKeys.PoolDispatcher) is Section)
        .Select(deployment => DeploymentKeys.IdOf(deployment.Path, DeploymentKeys.PoolDispatcher));

    private static void Add(List<Reference> references, Section section, string key, string by, bool allowEmpty, bool isRead = true)
    {
        if (section.Child(key) is Value { Text: { } id } value && !(allowEmpty && id.Length == 0))
        {
            references.Add(new Reference(by, key, id, value.Origin, isRead));
        }
    }
}
