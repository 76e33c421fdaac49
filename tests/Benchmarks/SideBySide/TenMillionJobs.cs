using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Mul.Host.Statistics;

namespace Mul.Benchmarks.SideBySide;

/// <summary>Ten million empty jobs, whole commands: how long until the result is there, and how much memory it takes, the working out of the result included.</summary>
internal static class TenMillionJobs
{
    private const int Rounds = 3;
    private static readonly string[] Profiles = ["one-thread", "default"];
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    public static int Run()
    {
        InstalledCommand.Install();
        var section = new StringBuilder("## Ten million empty jobs, whole commands\n\n");
        section.AppendLine(CultureInfo.InvariantCulture, $"`mul run PROFILE --workload noop --jobs 10000000 --window 2000`, {Rounds} rounds in turn. After the last job the result is worked out of their records, 40 bytes each. Memory is the greatest resident size of the process that has them, told by the kernel.\n");
        section.AppendLine("| profile | makespan, median | whole command, median (min–max) | memory, most |\n|---|---:|---:|---:|");
        var rounds = Enumerable.Range(0, Rounds).SelectMany(_ => Profiles.Select(Measured)).ToLookup(one => one.Profile);
        foreach (var runs in rounds)
        {
            double[] seconds = [.. runs.Select(run => run.Seconds)];
            section.AppendLine(CultureInfo.InvariantCulture, $"| `{runs.Key}` | {Median.Of([.. runs.Select(run => run.Makespan)]):0.0} s | {Median.Of(seconds):0.0} s ({seconds.Min():0.0}–{seconds.Max():0.0}) | {runs.Max(run => run.Bytes) / 1e6:0} MB |");
        }

        section.AppendLine().AppendLine(ResultsFile.Machine());
        Console.Write(section);
        ResultsFile.Write("ten-million", section.ToString());
        return 0;
    }

    private static (string Profile, double Makespan, double Seconds, long Bytes) Measured(string profile)
    {
        var begun = Stopwatch.GetTimestamp();
        using var command = Process.Start(new ProcessStartInfo(
            InstalledCommand.Path,
            ["run", profile, "--workload", "noop", "--jobs", "10000000", "--window", "2000", "--json", "-", "--no-progress"])
        {
            RedirectStandardOutput = true,
        })!;
        var output = command.StandardOutput.ReadToEndAsync();
        var bytes = 0L;
        while (!command.WaitForExit(Look))
        {
            bytes = Math.Max(bytes, MostOfChild(command.Id));
        }

        var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        var makespan = JsonDocument.Parse(output.GetAwaiter().GetResult()).RootElement.GetProperty("makespanSeconds").GetDouble();
        return (profile, makespan, seconds, bytes);
    }

    /// <summary>The high-water mark of the resident size of a command's child; 0 if it has none any more.</summary>
    private static long MostOfChild(int command)
    {
        try
        {
            using var child = Process.GetProcessById(ChildProcesses.Of(command).Single());
            return child.PeakWorkingSet64;
        }
        catch (Exception gone) when (gone is IOException or InvalidOperationException or ArgumentException)
        {
            return 0;
        }
    }
}
