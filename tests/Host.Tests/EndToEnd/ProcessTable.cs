using System.Diagnostics;
using System.Globalization;

namespace Mul.Host.Tests.EndToEnd;

/// <summary>Processes as Linux has them in /proc.</summary>
internal static class ProcessTable
{
    /// <summary>Why specs that need it are skipped elsewhere; null on Linux.</summary>
    public static string? Missing => OperatingSystem.IsLinux() ? null : "needs /proc";

    public static bool IsAlive(int process) => StatOf(process) is { } stat && stat.State is not ('Z' or 'X');

    /// <summary>The living children of a process.</summary>
    public static IReadOnlyList<int> ChildrenOf(int parent) =>
    [
        .. Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var process) ? process : 0)
            .Where(process => process > 0 && StatOf(process) is { } stat && stat.Parent == parent && stat.State is not ('Z' or 'X')),
    ];

    /// <summary>The names of a process's threads; none if it has ended.</summary>
    public static IReadOnlyList<string> ThreadsOf(int process) => [.. OfEachThread(process, "comm").Select(name => name.TrimEnd())];

    /// <summary>Sends a signal, as <c>INT</c>, to all of them at once; one that has ended in the meantime needs none.</summary>
    public static void Signal(string name, params IEnumerable<int> processes)
    {
        int[] all = [.. processes];
        // The shell's own kill, which every system has.
        using var shell = Process.Start("/bin/sh", ["-c", $"kill -{name} {string.Join(' ', all)}"]);
        shell.WaitForExit();
        Assert.True(shell.ExitCode == 0 || !all.All(IsAlive), $"kill -{name} has failed");
    }

    /// <summary>Looks until it is so; fails with <paramref name="what"/> if it is not so in time.</summary>
    public static async Task EventuallyAsync(Func<bool> isSo, TimeSpan patience, string what)
    {
        var begun = Stopwatch.GetTimestamp();
        while (!isSo())
        {
            Assert.True(Stopwatch.GetElapsedTime(begun) < patience, what);
            await Task.Delay(10);
        }
    }

    /// <summary>Waits until the thread of a node's pools, <c>own-thread_1</c>, has computed for 0.3 s: its start, however long that takes, is done by others.</summary>
    public static Task WorksAsync(int node, TimeSpan patience) =>
        EventuallyAsync(() => CpuSecondsOfThread(node, "own-thread_1") > 0.3, patience, "the node does not work");

    private static double CpuSecondsOfThread(int process, string name) =>
        OfEachThread(process, "stat").Where(stat => stat.Contains($"({name})", StringComparison.Ordinal)).Sum(CpuSecondsIn);

    // None if the process has ended.
    private static IReadOnlyList<string> OfEachThread(int process, string file)
    {
        try
        {
            return [.. Directory.EnumerateDirectories($"/proc/{process}/task").Select(thread => File.ReadAllText(Path.Combine(thread, file)))];
        }
        catch (IOException)
        {
            return [];
        }
    }

    // USER_HZ is 100 on every Linux that .NET runs on.
    private static double CpuSecondsIn(string stat)
    {
        var fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > 12 ? (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / 100.0 : 0;
    }

    // "123 (name) S 45 ...": the name may hold anything, so the fields count from the last parenthesis.
    private static (char State, int Parent)? StatOf(int process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return (fields[0][0], int.Parse(fields[1], CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            return null;
        }
    }
}

/// <summary>Specs that start processes, one at a time and beside nothing else: they need the cores for themselves.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public static class AloneOnTheMachine
{
    public const string Name = "alone on the machine";
}
