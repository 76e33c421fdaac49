using System.Reflection;
using System.Runtime.Loader;
using System.Security.Cryptography;
using Mul.Actors.Jobs;
using Mul.Host.Profiles.Facts;

namespace Mul.Host.Workloads;

/// <summary>An assembly of the user's own, loaded, with the workloads that it has.</summary>
internal sealed class PlugIn
{
    private PlugIn(string path, string sha256, Assembly assembly, IReadOnlyList<PlugInWorkload> workloads)
    {
        Path = path;
        Sha256 = sha256;
        Name = assembly.GetName();
        Workloads = workloads;
        Own = new OwnAssembly(
        [
            .. assembly.GetReferencedAssemblies().Select(reference => reference.Name!),
            .. Directory.EnumerateFiles(System.IO.Path.GetDirectoryName(path)!, "Akka.*.dll").Select(file => System.IO.Path.GetFileNameWithoutExtension(file)),
        ]);
    }

    /// <summary>The full path, for processes that load it too.</summary>
    public string Path { get; }

    /// <summary>Of the file's bytes, in lower-case hex.</summary>
    public string Sha256 { get; }

    public AssemblyName Name { get; }

    /// <summary>What a profile may count on it for: the modules of Akka.NET that it refers to or that lie beside it are its own.</summary>
    public OwnAssembly Own { get; }

    /// <summary>At least one, in the order of their names.</summary>
    public IReadOnlyList<PlugInWorkload> Workloads { get; }

    /// <param name="path">As the user wrote it.</param>
    /// <param name="sha256">What the file must have; null = anything.</param>
    /// <exception cref="UserException">It is not there, is no .NET assembly, does not fit this command, has no workload, or one that throws.</exception>
    public static PlugIn Load(string path, string? sha256 = null)
    {
        var fault = new PlugInFault(path);
        var seen = HashOf(path, fault);
        if (sha256 is not null && seen != sha256)
        {
            throw fault.Because("has changed since this was started. Start again when it is built");
        }

        return fault.Guard("cannot be loaded", () =>
        {
            var full = System.IO.Path.GetFullPath(path);
            _ = AssemblyName.GetAssemblyName(full);
            var context = new PlugInContext(full);
            var assembly = context.LoadPlugIn();

            // Akka.NET looks for the types that a profile names among the command's own assemblies.
            AssemblyLoadContext.Default.Resolving += (_, name) => context.FindBeside(name);
            return new PlugIn(full, seen, assembly, WorkloadsOf(assembly, fault));
        });
    }

    private static string HashOf(string path, PlugInFault fault)
    {
        try
        {
            // Devices and pipes have no length, and reading one may never end.
            if ((File.ResolveLinkTarget(path, returnFinalTarget: true) ?? new FileInfo(path)) is FileInfo { Exists: true, Length: 0 })
            {
                throw fault.Because("is not a .NET assembly");
            }

            using var file = File.OpenRead(path);
            return Convert.ToHexStringLower(SHA256.HashData(file));
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw fault.Because("there is no such file");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw fault.Because(Directory.Exists(path) ? "is a folder; name the assembly in it" : $"cannot be read: {error.Message}");
        }
    }

    private static PlugInWorkload[] WorkloadsOf(Assembly assembly, PlugInFault fault)
    {
        PlugInWorkload[] workloads = [.. DeclaredWorkloads.Of(assembly, fault).Select(workload => new PlugInWorkload(workload, fault)).OrderBy(workload => workload.Name, StringComparer.Ordinal)];
        if (workloads.Length == 0)
        {
            throw fault.Because("has no workload: a public class that implements IWorkload and has a constructor without parameters, or a public static property of that type");
        }

        return workloads.GroupBy(workload => workload.Name).FirstOrDefault(same => same.Count() > 1) is { } twice
            ? throw fault.Because($"has two workloads named {twice.Key}. Name them apart")
            : workloads;
    }
}
