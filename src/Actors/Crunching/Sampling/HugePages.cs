using System.Runtime.InteropServices;

namespace Mul.Actors.Crunching.Sampling;

/// <summary>Memory in pages of 2 MB where the system gives them for the asking: madvise(2), transhuge in Linux's documentation of memory management.</summary>
/// <remarks>Ten thousand first touches of 4 KB cost as much as half a sample, and each is paid again in every process and by every routee.</remarks>
internal static unsafe partial class HugePages
{
    /// <summary>Bytes of a page; memory that begins at a multiple of it can be asked for.</summary>
    public const int Size = 1 << 21;

    private const int Advice = 14;

    /// <summary>Asks; a system that has none leaves the memory as it is.</summary>
    /// <param name="memory">A multiple of <see cref="Size"/>.</param>
    /// <returns>Whether the system will give them.</returns>
    public static bool AskFor(void* memory, nint bytes) => OperatingSystem.IsLinux() && Advise(memory, bytes, Advice) == 0;

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* memory, nint bytes, int advice);
}
