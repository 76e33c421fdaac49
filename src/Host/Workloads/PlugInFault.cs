using System.Reflection;
using Mul.Actors.Jobs;

namespace Mul.Host.Workloads;

/// <summary>What is wrong with a plug-in, in one line that names its file.</summary>
/// <param name="path">As the user wrote it.</param>
internal sealed class PlugInFault(string path)
{
    // COR_E_LOADING_REFERENCE_ASSEMBLY in corerror.h, which has no name in .NET.
    private const int ReferenceAssembly = unchecked((int)0x80131058);

    /// <param name="what">Without a full stop.</param>
    public UserException Because(string what) => new($"--assembly {path}: {what.ReplaceLineEndings(" ")}.");

    /// <summary>Calls the plug-in's code; whatever it throws is the plug-in's mistake.</summary>
    /// <param name="what">What failed if it does, as <c>workload orders: Jobs threw</c>.</param>
    /// <exception cref="UserException">It threw.</exception>
    public T Guard<T>(string what, Func<T> call)
    {
        try
        {
            return call();
        }
        catch (Exception error)
        {
            throw Cause(error) switch
            {
                UserException own when own.Message.StartsWith("--assembly", StringComparison.Ordinal) => own,
                UserException own => Because(own.Message.TrimEnd('.')),
                BadImageFormatException { HResult: ReferenceAssembly, FileName: { } hollow } when IsName(hollow) => Because(
                    $"{new AssemblyName(hollow).Name} is a reference assembly, which has no code. Take the one in bin"),
                BadImageFormatException { FileName: { } broken } when IsName(broken) => Because(
                    $"needs {new AssemblyName(broken).Name}, and what is beside it under that name cannot be loaded. Build it anew"),
                BadImageFormatException => Because("is not a .NET assembly"),
                FileNotFoundException { FileName: { } missing } when IsName(missing) => Because(
                    $"needs {new AssemblyName(missing).Name}, which is not beside it. Build it with <EnableDynamicLoading>true</EnableDynamicLoading>"),
                var cause => Because($"{what}: {cause.GetType().Name}: {cause.Message.TrimEnd('.')}"),
            };
        }
    }

    // The runtime puts a name or a path in the same place.
    private static bool IsName(string file) => file.Contains(", Version=", StringComparison.Ordinal);

    // What the runtime wraps around an error says only that there was one.
    private static Exception Cause(Exception error) => error switch
    {
        UserException => error,
        TargetInvocationException or TypeInitializationException or FileLoadException when error.InnerException is { } inner => Cause(inner),
        _ => error,
    };
}
