using Mul.Actors.Jobs;
using Mul.Host.Profiles;

namespace Mul.Host.Workloads;

/// <summary>Every workload that Mul.Actors has: a new one is a folder there, and nothing here.</summary>
internal static class WorkloadCatalog
{
    public static IReadOnlyList<IWorkload> All { get; } =
    [
        .. typeof(IWorkload).Assembly.GetExportedTypes()
            .Where(type => type.IsAssignableTo(typeof(IWorkload)) && type.GetConstructor(Type.EmptyTypes) is not null && !type.IsAbstract)
            .Select(type => (IWorkload)Activator.CreateInstance(type)!)
            .OrderBy(workload => workload.Name, StringComparer.Ordinal),
    ];

    /// <exception cref="UserException">There is no workload of that name.</exception>
    public static IWorkload Find(string name) =>
        All.FirstOrDefault(workload => workload.Name == name)
        ?? throw Unknown(name, [.. All.Select(workload => workload.Name)]);

    /// <summary>Every option of any workload, each name once: the command line is made from them.</summary>
    public static IReadOnlyList<WorkloadOption> Options { get; } =
        [.. All.SelectMany(workload => workload.Options).DistinctBy(option => option.Name).OrderBy(option => option.Name, StringComparer.Ordinal)];

    private static UserException Unknown(string name, string[] names)
    {
        var meant = NearestName.To(name, names) is { } nearest ? $" Did you mean {nearest}?" : "";
        return new UserException($"--workload {name}: there is no such workload.{meant} There are: {string.Join(", ", names)}.");
    }
}
