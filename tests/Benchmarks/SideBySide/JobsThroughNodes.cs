using System.Globalization;
using System.Text;
using Mul.Host.Profiles;
using Mul.Host.Statistics;

namespace Mul.Benchmarks.SideBySide;

/// <summary><c>side-by-side nodes [ROUNDS]</c>: how soon node processes are up, how many empty jobs go through them in a second, and how soon each is answered.</summary>
internal static class JobsThroughNodes
{
    private const int Nodes = 3;
    private const int Starts = 10;

    // Empty jobs, as many as take a second or two; of those that come at half the rate that is asked for, three seconds' worth.
    private static readonly Load[] Loads =
    [
        new("all at once", 400_000, Rate: null, IsKept: false, Asked: 60_000),
        new("all at once", 200_000, Rate: null, IsKept: true, Asked: 20_000),
        new("30,000 a second", 90_000, Rate: 30_000, IsKept: false, Asked: 0.020),
        new("10,000 a second", 30_000, Rate: 10_000, IsKept: true, Asked: 0.020),
    ];

    public static int Run(string[] args)
    {
        InstalledCommand.Install();
        var rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 5;
        var folder = Directory.CreateTempSubdirectory("mul-through-nodes-");
        var profile = Path.Combine(folder.FullName, "three.hocon");
        File.WriteAllText(profile, string.Create(CultureInfo.InvariantCulture, $"{ProfileLoader.Read("processes").Text}\nmul.nodes.processes = {Nodes}\n"));
        var (toFirstJob, ofNodes) = (new List<double>(), new List<double>());
        for (var start = 0; start < Starts; start++)
        {
            // Cold, so that nothing but the start lies before the first job.
            var begun = TimeProvider.System.GetUtcNow();
            var started = InstalledCommand.Run("run", profile, "--workload", "noop", "--jobs", "1", "--warmup", "0");
            toFirstJob.Add((started.GetProperty("startedAt").GetDateTimeOffset() - begun).TotalSeconds);
            ofNodes.Add(started.GetProperty("nodes").GetProperty("startupSeconds").GetDouble());
        }

        var seen = Loads.Select(_ => new List<double>()).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            for (var load = 0; load < Loads.Length; load++)
            {
                seen[load].Add(Measure(Loads[load], Path.Combine(folder.FullName, string.Create(CultureInfo.InvariantCulture, $"{round}-{load}.journal"))));
            }
        }

        folder.Delete(recursive: true);
        var section = new StringBuilder("## Jobs through node processes\n\n");
        section.AppendLine(CultureInfo.InvariantCulture, $"`side-by-side nodes {rounds}`: the command as installed from its package, anew for each run; {Starts} starts, and {rounds} rounds of the loads in turn. All processes share the machine.\n");
        section.AppendLine(CultureInfo.InvariantCulture, $"`mul run` with `mul.nodes.processes = {Nodes}`, until all have joined and made their pools:\n");
        section.AppendLine("| from | median | max | asked |\n|---|---:|---:|---:|");
        section.AppendLine(CultureInfo.InvariantCulture, $"| the start of the command | {Median.Of([.. toFirstJob]):0.00} s | {toFirstJob.Max():0.00} s | ≤ 3 s |");
        section.AppendLine(CultureInfo.InvariantCulture, $"| the start of the first node | {Median.Of([.. ofNodes]):0.00} s | {ofNodes.Max():0.00} s | |");
        section.AppendLine("\n`mul run processes --workload noop`, two node processes; a journal is on this machine's disk and commits before it acknowledges (`synchronous = FULL`):\n");
        section.AppendLine("| jobs | come | `--journal` | | median | worst | asked |\n|---:|---|---|---|---:|---:|---:|");
        for (var load = 0; load < Loads.Length; load++)
        {
            section.AppendLine(Row(Loads[load], seen[load]));
        }

        section.AppendLine().AppendLine(ResultsFile.Machine());
        Console.Write(section);
        ResultsFile.Write("nodes", section.ToString());
        return 0;
    }

    private static double Measure(Load load, string journal)
    {
        var run = InstalledCommand.Run(
        [
            "run", "processes", "--workload", "noop", "--jobs", load.Jobs.ToString(CultureInfo.InvariantCulture),
            .. load.Rate is { } rate ? (string[])["--rate", rate.ToString(CultureInfo.InvariantCulture)] : [],
            .. load.IsKept ? (string[])["--journal", journal] : [],
        ]);
        var pool = run.GetProperty("pools")[0];
        return load.Rate is null ? pool.GetProperty("jobsPerSecond").GetDouble() : pool.GetProperty("responseSeconds").GetProperty("p99").GetDouble();
    }

    private static string Row(Load load, List<double> seen)
    {
        var isRate = load.Rate is null;
        string Show(double value) => isRate ? value.ToString("#,0", CultureInfo.InvariantCulture) : (1_000 * value).ToString("0.0 ms", CultureInfo.InvariantCulture);
        string[] cells =
        [
            load.Jobs.ToString("#,0", CultureInfo.InvariantCulture),
            load.Come,
            load.IsKept ? "yes" : "no",
            isRate ? "jobs a second" : "response, p99",
            Show(Median.Of([.. seen])),
            Show(isRate ? seen.Min() : seen.Max()),
            (isRate ? "≥ " : "≤ ") + Show(load.Asked),
        ];
        return $"| {string.Join(" | ", cells)} |";
    }

    /// <param name="Come">How, in words.</param>
    /// <param name="Rate">Jobs a second; null = all at once, and their rate is what is measured.</param>
    /// <param name="IsKept">Whether in a journal.</param>
    /// <param name="Asked">Jobs a second, or seconds from told to answered for 99 in 100.</param>
    private sealed record Load(string Come, int Jobs, double? Rate, bool IsKept, double Asked);
}
