using System.Reflection;
using System.Runtime.Loader;
using Mul.Actors.Jobs;

namespace Mul.Host.Workloads;

/// <summary>Where a plug-in's assemblies live: Akka.NET and Mul are the command's, everything else comes from the plug-in's own folder.</summary>
/// <remarks>What crosses the border must be one type on both sides: actors, their messages' base types, workloads.</remarks>
internal sealed class PlugInContext(string path) : AssemblyLoadContext(Path.GetFileNameWithoutExtension(path))
{
    private const string Akka = "Akka";

    private readonly AssemblyDependencyResolver _beside = new(path);

    /// <summary>The plug-in itself.</summary>
    /// <exception cref="UserException">It was built against another major version of what is shared, or for a later .NET.</exception>
    public Assembly LoadPlugIn()
    {
        var assembly = LoadFromAssemblyPath(path);
        foreach (var reference in assembly.GetReferencedAssemblies())
        {
            RefuseLaterRuntime(reference);
            _ = SharedFor(reference);
        }

        return assembly;
    }

    /// <summary>An assembly of the plug-in's folder, or null.</summary>
    public Assembly? FindBeside(AssemblyName name) =>
        Assemblies.FirstOrDefault(loaded => loaded.GetName().Name == name.Name)
        ?? (_beside.ResolveAssemblyToPath(name) is { } found ? LoadFromAssemblyPath(found) : null);

    protected override Assembly? Load(AssemblyName assemblyName) =>
        SharedFor(assemblyName) ?? (_beside.ResolveAssemblyToPath(assemblyName) is { } found ? LoadFromAssemblyPath(found) : null);

    protected override IntPtr LoadUnmanagedDll(string unmanagedDllName) =>
        _beside.ResolveUnmanagedDllToPath(unmanagedDllName) is { } found ? LoadUnmanagedDllFromPath(found) : IntPtr.Zero;

    private static bool IsShared(string name) =>
        name is Akka || name.StartsWith(Akka + ".", StringComparison.Ordinal) || name == typeof(IWorkload).Assembly.GetName().Name;

    private static void RefuseLaterRuntime(AssemblyName reference)
    {
        var own = Environment.Version.Major;
        if (reference is { Name: "System.Runtime", Version.Major: var wanted } && wanted > own)
        {
            throw new UserException($"was built for .NET {wanted}, and this command runs on .NET {own}. Build it for net{own}.0");
        }
    }

    // Modules of Akka.NET that this command does not have are the plug-in's.
    private static Assembly? OwnOf(string name)
    {
        try
        {
            return Default.LoadFromAssemblyName(new AssemblyName(name));
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private static Assembly? SharedFor(AssemblyName wanted)
    {
        if (!IsShared(wanted.Name!) || OwnOf(wanted.Name!) is not { } assembly)
        {
            return null;
        }

        var own = assembly.GetName().Version!;
        return wanted.Version is null || wanted.Version.Major == own.Major
            ? assembly
            : throw new UserException(
                $"was built against {wanted.Name} {wanted.Version.ToString(3)}, and this command has {own.ToString(3)}. Build it against {wanted.Name} {own.Major}.x");
    }
}
