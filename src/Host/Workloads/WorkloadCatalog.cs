using Mul.Actors.Jobs;
using Mul.Host.Profiles.Knowledge;

namespace Mul.Host.Workloads;

/// <summary>Every workload that there is: those of Mul.Actors, where a new one is a folder and nothing here, and those of a plug-in.</summary>
internal static class WorkloadCatalog
{
    public static IReadOnlyList<IWorkload> Shipped { get; } =
    [
        .. typeof(IWorkload).Assembly.GetExportedTypes()
            .Where(type => type.IsAssignableTo(typeof(IWorkload)) && type.GetConstructor(Type.EmptyTypes) is not null && !type.IsAbstract)
            .Select(type => (IWorkload)Activator.CreateInstance(type)!)
            .OrderBy(workload => workload.Name, StringComparer.Ordinal),
    ];

    /// <summary>Every option of any shipped workload, each name once: the command line is made from them.</summary>
    public static IReadOnlyList<WorkloadOption> Options { get; } =
        [.. Shipped.SelectMany(workload => workload.Options).DistinctBy(option => option.Name).OrderBy(option => option.Name, StringComparer.Ordinal)];

    /// <summary>The assembly of the user's own that this process has loaded: one at most.</summary>
    public static PlugIn? PlugIn { get; private set; }

    /// <summary>A plug-in's come first: who names an assembly means what is in it.</summary>
    public static IReadOnlyList<IWorkload> All => PlugIn is null ? Shipped
        : [.. PlugIn.Workloads, .. Shipped.Where(shipped => !PlugIn.Workloads.Any(own => own.Name == shipped.Name))];

    /// <summary>Loads a plug-in, for the rest of this process.</summary>
    /// <inheritdoc cref="Workloads.PlugIn.Load"/>
    public static PlugIn Load(string path, string? sha256 = null) =>
        PlugIn is { } loaded && loaded.Path == path && loaded.Sha256 == sha256 ? loaded : PlugIn = PlugIn.Load(path, sha256);

    /// <exception cref="UserException">There is no workload of that name.</exception>
    public static IWorkload Find(string name) =>
        All.FirstOrDefault(workload => workload.Name == name)
        ?? throw Unknown(name, [.. All.Select(workload => workload.Name)]);

    private static UserException Unknown(string name, string[] names)
    {
        var meant = NearestName.Question(name, names) is { } question ? $" {question}" : "";
        return new UserException($"--workload {name}: there is no such workload.{meant} There are: {string.Join(", ", names)}.");
    }
}
