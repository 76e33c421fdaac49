using Mul.Host.Profiles.Facts;
using Mul.Host.Profiles.Hocon;
using Mul.Host.Profiles.Knowledge;

namespace Mul.Host.Profiles.Plans;

/// <summary>Where the routees of one pool run, and why.</summary>
/// <remarks>
/// Akka.NET 1.5.74 gives a routee the dispatcher under <c>"/pool/*"</c>, else the pool-dispatcher, else the default one;
/// a dispatcher on the router's own path goes nowhere.
/// </remarks>
internal sealed class Placements(ProfileFacts facts, string pool, Deployment deployment)
{
    private readonly Deployment? _routees = facts.Deployments.Find(pool, "$a");

    /// <summary>The dispatcher of the routees, and how that comes about.</summary>
    public (ResolvedDispatcher Dispatcher, string Because) Given()
    {
        if (_routees?.Text(DeploymentKeys.Dispatcher) is { Length: > 0 } wildcard)
        {
            var by = _routees.Own.Child(DeploymentKeys.Dispatcher) is null ? "default" : $"\"{_routees.Path}\"";
            return (Find(wildcard), $"{by} ({_routees.OriginOf(DeploymentKeys.Dispatcher)})");
        }

        var poolDispatcher = deployment.Own.Child(DeploymentKeys.PoolDispatcher);
        return poolDispatcher switch
        {
            Section section => (Find(InlineId), $"pool-dispatcher ({section.Origin})"),
            Value { Text: { } name } value => (Find(name), $"pool-dispatcher ({value.Origin})"),
            _ => (facts.Catalog.Default, "nothing else is said"),
        };
    }

    /// <summary>The dispatcher that a reader of the file expects, or null if that is the given one.</summary>
    public ResolvedDispatcher? Asked()
    {
        var poolDispatcher = deployment.Own.Child(DeploymentKeys.PoolDispatcher);
        return poolDispatcher switch
        {
            Section => Find(InlineId),
            Value { Text: { } name } => Find(name),
            _ when _routees?.Text(DeploymentKeys.Dispatcher) is { Length: > 0 } => null,
            _ when deployment.Text(DeploymentKeys.Dispatcher) is { Length: > 0 } name => Find(name),
            _ => null,
        };
    }

    /// <summary>The id under which Akka.NET looks for the routees' mailbox, or null if it has none for what their dispatcher requires.</summary>
    public string? MailboxId(ResolvedDispatcher dispatcher) =>
        NamedMailbox is { } named ? HoconPath.Canonical(named)
        : HasMailboxOf(dispatcher) ? dispatcher.Id
        : dispatcher.RequiresMailbox ? facts.Mailboxes.RequiredBy(dispatcher)
        : MailboxKeys.DefaultId;

    /// <summary>Whether the mailbox of the routees is the one that their dispatcher brings.</summary>
    public bool HasMailboxOf(ResolvedDispatcher dispatcher) => NamedMailbox is null && dispatcher.BringsMailbox;

    /// <summary>The mailbox of the routees: its id, or its type where the dispatcher brings one.</summary>
    public string Mailbox(ResolvedDispatcher dispatcher)
    {
        if (NamedMailbox is { } named)
        {
            return named;
        }

        var fromDispatcher = dispatcher.Id == ResolvedDispatcher.DefaultId ? null : dispatcher.Text(DispatcherKeys.MailboxType);
        var requirement = dispatcher.Text(DispatcherKeys.MailboxRequirement);
        var standard = facts.All.Text([.. HoconPath.Split(MailboxKeys.DefaultId), MailboxKeys.Type]);
        return !string.IsNullOrEmpty(fromDispatcher) ? fromDispatcher
            : !string.IsNullOrEmpty(requirement) ? $"as {requirement} requires"
            : standard is "Akka.Dispatch.UnboundedMailbox" or null ? "unbounded" : standard;
    }

    private string? NamedMailbox => _routees?.Text(DeploymentKeys.Mailbox) is { Length: > 0 } named ? named : null;

    private string InlineId => DeploymentKeys.IdOf(deployment.Path, DeploymentKeys.PoolDispatcher);

    private ResolvedDispatcher Find(string id) => facts.Catalog.Find(id, out var reason)
        ?? throw new InvalidOperationException($"dispatcher '{id}', {reason}, was not refused");
}
