using System.Runtime.InteropServices;
using Mul.Host.Traces;

namespace Mul.Host.Measurement;

/// <summary>getrusage(2), for what procfs forgets with each thread that ends.</summary>
internal static partial class ResourceUsage
{
    private const int Self = 0;

    // struct rusage of 64-bit Linux: two timevals of two words, then fourteen longs of which the last two are nvcsw and nivcsw.
    private const int Words = 18;
    private const int VoluntaryWord = 16;
    private const int InvoluntaryWord = 17;

    /// <summary>Context switches of this process so far, ended threads included; null where the system is not 64-bit Linux.</summary>
    public static ContextSwitches? ContextSwitches()
    {
        if (!OperatingSystem.IsLinux() || !Environment.Is64BitProcess)
        {
            return null;
        }

        Span<long> usage = stackalloc long[Words];
        return GetResourceUsage(Self, ref usage[0]) == 0 ? new ContextSwitches(usage[VoluntaryWord], usage[InvoluntaryWord]) : null;
    }

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static partial int GetResourceUsage(int who, ref long usage);
}
