using System.Globalization;

namespace Mul.Benchmarks.SideBySide;

/// <summary>What a process has started and Linux tells in /proc.</summary>
internal static class ChildProcesses
{
    /// <summary>The numbers of the living children of a process, whichever of its threads started them.</summary>
    public static IEnumerable<int> Of(int parent) => Directory.EnumerateDirectories($"/proc/{parent}/task")
        .SelectMany(task => File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Select(child => int.Parse(child, CultureInfo.InvariantCulture));
}
