using Mul.Actors.Jobs;

namespace Mul.Host.Workloads;

/// <summary>A plug-in as one process tells another about it.</summary>
/// <param name="Path">The full path.</param>
/// <param name="Sha256">What the file must have, so that every process runs the same code.</param>
/// <param name="Found">What a pilot found out about the handling of pools, by their names.</param>
internal sealed record PlugInReference(string Path, string Sha256, IReadOnlyDictionary<string, Handling> Found)
{
    /// <summary>Where <paramref name="workload"/> comes from; null if it is one of Mul's own.</summary>
    public static PlugInReference? To(IWorkload workload) =>
        workload is PlugInWorkload own && WorkloadCatalog.PlugIn is { } plugIn ? new PlugInReference(plugIn.Path, plugIn.Sha256, own.Found) : null;

    /// <summary>The workload of that name: one of the plug-in's, which is loaded, or without a plug-in one of Mul's own.</summary>
    /// <exception cref="UserException">The plug-in cannot be loaded or has changed, or there is no such workload.</exception>
    public static IWorkload Find(PlugInReference? plugIn, string name)
    {
        if (plugIn is null)
        {
            return WorkloadCatalog.Find(name);
        }

        WorkloadCatalog.Load(plugIn.Path, plugIn.Sha256);
        return WorkloadCatalog.Find(name) is PlugInWorkload own ? own.With(plugIn.Found) : WorkloadCatalog.Find(name);
    }
}
