using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Mul.Benchmarks.SideBySide;

/// <summary><c>side-by-side profiles</c>: the Python programs' sizes and the traps, each run once, as <c>mul run</c> tells of them.</summary>
internal static class ShippedProfiles
{
    private static readonly string[][] Runs =
    [
        ["sequential", "--workload", "downloads", "--jobs", "100"],
        ["threads", "--workload", "downloads", "--jobs", "100"],
        ["async", "--workload", "downloads", "--jobs", "100"],
        ["fork-join", "--workload", "downloads", "--jobs", "100"],
        ["fixed", "--workload", "downloads", "--jobs", "100"],
        ["channel", "--workload", "downloads", "--jobs", "100"],
        ["sequential", "--workload", "crunch", "--jobs", "8"],
        ["parallel", "--workload", "crunch", "--jobs", "8"],
        ["sequential", "--workload", "crunch", "--jobs", "64"],
        ["parallel", "--workload", "crunch", "--jobs", "64"],
        ["starved", "--workload", "mixed"],
        ["bulkhead", "--workload", "mixed"],
        ["one-thread", "--workload", "noop", "--jobs", "1000"],
        ["one-thread", "--workload", "noop", "--jobs", "1000000"],
        ["one-thread", "--workload", "noop", "--jobs", "10000000", "--window", "2000"],
    ];

    public static int Run()
    {
        var section = new StringBuilder("## What the shipped profiles do\n\nEach row is `mul run` with those words, once.\n\n");
        section.AppendLine("| `mul run` | total | user | system | at once: max of asked | jobs/s | peak memory | heartbeat p99 | digests | findings |");
        section.AppendLine("|---|---:|---:|---:|---|---:|---:|---:|---|---|");
        foreach (var arguments in Runs)
        {
            var row = Row(arguments, InstalledCommand.Run(["run", .. arguments]));
            section.AppendLine(row);
            Console.WriteLine(row);
        }

        section.AppendLine().AppendLine(ResultsFile.Machine());
        ResultsFile.Write("profiles", section.ToString());
        return 0;
    }

    private static string Row(string[] arguments, JsonElement run)
    {
        var pools = run.GetProperty("pools").EnumerateArray().ToArray();
        var heartbeat = run.GetProperty("heartbeat").GetProperty("delaySeconds");
        string[] cells =
        [
            $"`{string.Join(' ', arguments)}`",
            Text(run.GetProperty("makespanSeconds").GetDouble(), "0.000 s"),
            Text(run.GetProperty("cpu").GetProperty("userSeconds").GetDouble(), "0.00 s"),
            Text(run.GetProperty("cpu").GetProperty("systemSeconds").GetDouble(), "0.00 s"),
            string.Join(", ", pools.Select(pool => $"{pool.GetProperty("concurrency").GetProperty("max")} of {pool.GetProperty("concurrency").GetProperty("configured")}")),
            string.Join(", ", pools.Select(pool => Text(pool.GetProperty("jobsPerSecond").GetDouble(), "#,0"))),
            Text(run.GetProperty("memory").GetProperty("peakResidentBytes").GetDouble() / 1e6, "0 MB"),
            heartbeat.ValueKind == JsonValueKind.Null ? "" : Text(1e3 * heartbeat.GetProperty("p99").GetDouble(), "0.0 ms"),
            string.Join(", ", pools.Select(pool => $"`{pool.GetProperty("digest")}`")),
            string.Join(", ", run.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("id"))),
        ];
        return $"| {string.Join(" | ", cells)} |";
    }

    private static string Text(double value, string format)
    {
        var unit = format.LastIndexOf(' ');
        return unit < 0 ? value.ToString(format, CultureInfo.InvariantCulture) : value.ToString(format[..unit], CultureInfo.InvariantCulture) + format[unit..];
    }
}
