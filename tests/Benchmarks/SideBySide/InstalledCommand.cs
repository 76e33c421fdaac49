using System.Diagnostics;
using System.Text.Json;
using static System.IO.Path;

namespace Mul.Benchmarks.SideBySide;

/// <summary>The command as a user has it: packed, which compiles it ahead of time, and installed to a folder of its own until this process ends.</summary>
internal static class InstalledCommand
{
    private static readonly Lazy<string> LazyPath = new(PackAndInstall);

    /// <summary>Where it is.</summary>
    public static string Path => LazyPath.Value;

    /// <summary>Beforehand, where time is measured from the first start on.</summary>
    public static void Install() => _ = Path;

    /// <summary>Runs it to its end, and returns its JSON.</summary>
    /// <exception cref="InvalidOperationException">It did not end with 0.</exception>
    public static JsonElement Run(params string[] arguments) =>
        JsonDocument.Parse(OutputOf(new ProcessStartInfo(Path, [.. arguments, "--json", "-", "--no-progress"]))).RootElement;

    private static string PackAndInstall()
    {
        var folder = Directory.CreateTempSubdirectory("mul-installed-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        var (packages, tools, config) = (Combine(folder, "packages"), Combine(folder, "tools"), Combine(folder, "packed.config"));
        File.WriteAllText(config, $"""<configuration><packageSources><clear /><add key="packed" value="{packages}" /></packageSources></configuration>""");
        OutputOf(new ProcessStartInfo("dotnet", ["pack", Combine(ResultsFile.Folder, "..", "..", "src", "Host"), "-c", "Release", "-o", packages]));
        // A cache of its own: an earlier package has the same version.
        OutputOf(new ProcessStartInfo("dotnet", ["tool", "install", "mul", "--tool-path", tools, "--configfile", config])
        {
            Environment = { ["NUGET_PACKAGES"] = Combine(folder, "cache") },
        });
        return Combine(tools, "mul");
    }

    private static string OutputOf(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{start.FileName} {string.Join(' ', start.ArgumentList)} ended with {process.ExitCode}:\n{output}");
    }
}
