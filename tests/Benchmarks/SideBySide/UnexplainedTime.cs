using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Mul.Benchmarks.SideBySide;

/// <summary><c>side-by-side unexplained</c>: how much of the core-seconds no term of the ledger accounts for, in every shipped profile under every workload.</summary>
internal static class UnexplainedTime
{
    private static readonly string[][] Workloads =
    [
        ["downloads", "--latency", "100ms", "--jobs", "100"],
        ["crunch", "--items", "5000000", "--range", "10000000", "--jobs", "100"],
        ["mixed", "--latency", "100ms", "--crunch-jobs", "40", "--items", "3000000", "--range", "6000000", "--jobs", "100"],
        ["noop", "--jobs", "1500000"],
    ];

    // The kernel counts idle cores in hundredths of a second: of a shorter run that alone is several per cent.
    private const double LeastSeconds = 0.5;
    private const int More = 8;

    // The first pushes more empty jobs at its nodes than they take, the second waits for nodes that somebody starts.
    private static readonly string[] LeftOut = ["cluster-router", "nodes"];

    public static int Run()
    {
        var folder = Path.Combine(ResultsFile.Folder, "..", "..", "hocon");
        var section = new StringBuilder("## What the core-seconds leave unexplained\n\n");
        section.AppendLine("Makespan × cores less user, system, others and idle, as a part of it; each cell is `mul run` once, with");
        section.AppendLine(string.Create(CultureInfo.InvariantCulture, $"{string.Join("; ", Workloads.Select(words => $"`{string.Join(' ', words)}`"))}, and {More} times the jobs where that takes less than {LeastSeconds} s.")).AppendLine();
        section.AppendLine($"| profile | {string.Join(" | ", Workloads.Select(words => words[0]))} |").AppendLine($"|---|{string.Concat(Workloads.Select(_ => "---:|"))}");
        foreach (var profile in Directory.EnumerateFiles(folder, "*.hocon").Select(Path.GetFileNameWithoutExtension).Except(LeftOut).Order())
        {
            var row = $"| {profile} | {string.Join(" | ", Workloads.Select(words => Unexplained([profile!, "--workload", .. words])))} |";
            section.AppendLine(row);
            Console.WriteLine(row);
        }

        section.AppendLine().AppendLine(ResultsFile.Machine());
        ResultsFile.Write("unexplained", section.ToString());
        return 0;
    }

    private static string Unexplained(string[] arguments)
    {
        var run = InstalledCommand.Run(["run", .. arguments]);
        if (run.GetProperty("makespanSeconds").GetDouble() < LeastSeconds)
        {
            return Unexplained([.. arguments[..^1], (More * int.Parse(arguments[^1], CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture)]);
        }

        var seconds = run.GetProperty("coreSeconds");
        if (seconds.ValueKind == JsonValueKind.Null)
        {
            return "not known";
        }

        var part = seconds.GetProperty("unexplained").GetDouble() / seconds.GetProperty("total").GetDouble();
        return (100 * part).ToString("0.0 '%'", CultureInfo.InvariantCulture);
    }
}
