using Mul.Actors.Jobs;
using Mul.Host.Profiles.Hocon;
using Mul.Host.Profiles.Knowledge;

namespace Mul.Host.Profiles.Facts;

/// <summary>What every rule looks at.</summary>
/// <param name="File">The profile's bare or relative name.</param>
/// <param name="Own">What the profile itself says.</param>
/// <param name="Targets">The paths that some <c>${…}</c> of the profile refers to.</param>
/// <param name="All">The profile over Mul's defaults over Akka.NET's.</param>
/// <param name="Workloads">Every workload there is.</param>
/// <param name="Wanted">The one that is to run, or null if the profile is only explained.</param>
/// <param name="Assembly">Of the user's own, whose workloads are among them; null if there is none.</param>
internal sealed record ProfileFacts(
    string File, Section Own, IReadOnlySet<string> Targets, Section All, IReadOnlyList<IWorkload> Workloads, IWorkload? Wanted, int Cores, OwnAssembly? Assembly)
{
    public DispatcherCatalog Catalog => field ??= new DispatcherCatalog(All);

    public MailboxCatalog Mailboxes => field ??= new MailboxCatalog(All);

    public Deployments Deployments => field ??= new Deployments(All);

    public References References => field ??= new References(All, Deployments, Catalog, Mailboxes);

    public Section ChannelSettings => All.Find(ChannelScheduler.Path) as Section ?? new Section(All.Origin);

    /// <summary>A whole number, of the profile or by default; 0 where there is none.</summary>
    public int CountOf(string id) => ValueRule.IntOf(All.Text(HoconPath.Split(id))) ?? 0;

    /// <summary>The pools of all workloads, each name once.</summary>
    public IReadOnlyList<WorkloadPool> KnownPools { get; } =
        [.. (Wanted is null ? [] : (IEnumerable<IWorkload>)[Wanted]).Concat(Workloads).SelectMany(workload => workload.Pools).DistinctBy(pool => pool.Name)];

    /// <summary>The pools that must work: those of the workload that is to run, or all of them.</summary>
    public IReadOnlyList<string> NeededPools => [.. (Wanted?.Pools ?? KnownPools).Select(pool => pool.Name)];

    /// <summary>Dispatchers that the profile defines, outside of deployments.</summary>
    public IEnumerable<(string Id, Section Section)> OwnDispatchers => DispatcherCatalog.Sections(
        Own, [], (id, section) => References.UsedDispatchers.Contains(id)
            || (Layers.Akka.Find(HoconPath.Split(id)) is Section known && DispatcherCatalog.IsMarked(known))
            || (DispatcherCatalog.IsMarked(section) && !Targets.Contains(id)));

    /// <summary>Mailboxes that the profile defines, apart from those inside of dispatchers.</summary>
    public IEnumerable<(string Id, Section Section)> OwnMailboxes => DispatcherCatalog.Sections(
        Own, [], (id, section) => id != MailboxKeys.DefaultId
            && (References.UsedMailboxes.Contains(id)
                || (section.Child(MailboxKeys.Type) is not null && !DispatcherCatalog.IsMarked(section) && !Targets.Contains(id))));

    /// <summary>Every dispatcher section that the profile writes, those inside deployments included, as Akka.NET resolves it.</summary>
    public IEnumerable<(ResolvedDispatcher Dispatcher, Section Written)> WrittenDispatchers()
    {
        foreach (var (id, section) in OwnDispatchers)
        {
            if (Catalog.Find(id, out _) is { } found)
            {
                yield return (found, section);
            }
        }

        foreach (var deployment in Deployments.Written)
        {
            if (deployment.Own.Child(DeploymentKeys.PoolDispatcher) is Section written
                && Catalog.Find(DeploymentKeys.IdOf(deployment.Path, DeploymentKeys.PoolDispatcher), out _) is { } inline)
            {
                yield return (inline, written);
            }
        }
    }

    public Problem Refuse(ConfigOrigin origin, string key, string message, string remedy) =>
        new(Problem.Refused, ProblemSeverity.Refused, File, LineOf(origin), key, message, remedy);

    /// <summary>Refuses to run where <paramref name="isNeeded"/>; to who explains the profile it is a finding.</summary>
    public Problem RefuseRun(bool isNeeded, ConfigOrigin origin, string key, string message, string remedy) => isNeeded
        ? new(Problem.RefusedByRun, ProblemSeverity.RefusedByRun, File, LineOf(origin), key, message, remedy)
        : Ignored(origin, key, message, remedy);

    public Problem Ignored(ConfigOrigin origin, string key, string message, string remedy) =>
        new(Problem.SettingIgnored, ProblemSeverity.Finding, File, LineOf(origin), key, message, remedy);

    public Problem Unused(ConfigOrigin origin, string key, string message, string remedy) =>
        new(Problem.PathUnused, ProblemSeverity.Finding, File, LineOf(origin), key, message, remedy);

    // Lines of other files mean nothing to who reads the profile.
    private static int LineOf(ConfigOrigin origin) => origin.Layer == Layer.Profile ? origin.Line : 0;
}
