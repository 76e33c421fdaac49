using System.Globalization;
using System.Runtime.InteropServices;

namespace Mul.Benchmarks.SideBySide;

/// <summary><c>RESULTS.md</c>, put together from one file a comparison: each can be measured again without the others.</summary>
internal static class ResultsFile
{
    /// <summary>The folder of the benchmarks' sources.</summary>
    public static string Folder { get; } = Path.Combine(Root(), "tests", "Benchmarks");

    /// <summary>Keeps a comparison's section, <c>results/NAME.md</c>, and puts all sections together.</summary>
    /// <param name="markdown">Begins with a heading of the second level.</param>
    public static void Write(string name, string markdown)
    {
        var sections = Path.Combine(Folder, "results");
        Directory.CreateDirectory(sections);
        File.WriteAllText(Path.Combine(sections, name + ".md"), markdown);
        File.WriteAllText(
            Path.Combine(Folder, "RESULTS.md"),
            "# Side by side\n\nEach section is by the command that it names; where it names none, by\n"
            + "`dotnet run --project tests/Benchmarks -c Release -- side-by-side NAME`, NAME being its file in `results/`.\n\n"
            + string.Join('\n', Directory.GetFiles(sections, "*.md").Order(StringComparer.Ordinal).Select(File.ReadAllText)));
    }

    /// <summary>Processor, cores, system, runtime, date and how busy the machine is, in one line.</summary>
    public static string Machine()
    {
        const string Model = "model name";
        var cpu = File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith(Model, StringComparison.Ordinal))?.Split(':')[1].Trim()
            : null;
        var load = File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{cpu ?? "unknown processor"}, {Environment.ProcessorCount} cores; {RuntimeInformation.OSDescription}; {RuntimeInformation.FrameworkDescription}; {TimeProvider.System.GetUtcNow():yyyy-MM-dd}; load average {load}, this command's included");
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Mul.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("Run it from within the sources: results are kept beside them.");
    }
}
