using System.Diagnostics;

namespace Mul.Benchmarks.SideBySide;

/// <summary>The command as a user has it: packed, which compiles it ahead of time, and installed to a folder of its own until it is disposed of.</summary>
internal sealed class InstalledCommand : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mul-installed-").FullName;

    public InstalledCommand()
    {
        var packages = Path.Combine(_folder, "packages");
        var config = Path.Combine(_folder, "packed.config");
        File.WriteAllText(config, $"""<configuration><packageSources><clear /><add key="packed" value="{packages}" /></packageSources></configuration>""");
        Dotnet("pack", Path.Combine(ResultsFile.Folder, "..", "..", "src", "Host"), "-c", "Release", "-o", packages);
        Dotnet("tool", "install", "mul", "--tool-path", Path.Combine(_folder, "tools"), "--configfile", config);
    }

    public string Executable => Path.Combine(_folder, "tools", "mul");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Dotnet(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true };
        if (arguments[0] == "tool")
        {
            // A cache of its own: an earlier package has the same version.
            start.Environment["NUGET_PACKAGES"] = Path.Combine(_folder, "cache");
        }

        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)}:\n{said}");
        }
    }
}
