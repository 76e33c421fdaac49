using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Mul.Host.Profiles;

namespace Mul.Benchmarks.SideBySide;

/// <summary><c>side-by-side killed [ROUNDS]</c>: nodes killed in mid-run, under leases and under Akka.Cluster's own router.</summary>
internal static class KilledNodes
{
    private const int Nodes = 4;

    // Of all nodes together, their start included, which is up to 8: the kills meet the run on machines of any speed.
    private static readonly double[] KillsAtCpuSeconds = [12, 16, 20];

    private static readonly string[] Profiles = ["processes", "cluster-router"];

    private static readonly string[][] Arrivals = [[], ["--window", "64"]];

    private static readonly string[] Workload = ["--workload", "crunch", "--jobs", "8000", "--items", "1000000", "--range", "2000000"];

    public static int Run(string[] args)
    {
        var rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 2;
        var folder = Directory.CreateTempSubdirectory("mul-killed-");
        var section = new StringBuilder("## Killed nodes: what is lost\n\n");
        section.AppendLine(CultureInfo.InvariantCulture, $"`mul run PROFILE {string.Join(' ', Workload)}` with {Nodes} node processes, of which {KillsAtCpuSeconds.Length} get SIGKILL, one after another: when all together have used {string.Join(", ", KillsAtCpuSeconds)} s of CPU time. Lost: told, and never done. The digest is the undisturbed run's only if every job counted, and none twice.\n");
        section.AppendLine("| round | profile | jobs come | jobs | done | lost | counted twice | digest as undisturbed | total | exit code |\n|---:|---|---|---:|---:|---:|---:|---|---:|---:|");
        var undisturbed = InstalledCommand.Run(["run", "parallel", .. Workload]).GetProperty("pools")[0].GetProperty("digest").GetString();
        for (var round = 1; round <= rounds; round++)
        {
            foreach (var arrivals in Arrivals)
            {
                foreach (var profile in Profiles)
                {
                    var row = Row(round, profile, arrivals, undisturbed, WithNodes(profile, folder.FullName));
                    section.AppendLine(row);
                    Console.WriteLine(row);
                }
            }
        }

        section.AppendLine().AppendLine(ResultsFile.Machine());
        folder.Delete(recursive: true);
        ResultsFile.Write("killed", section.ToString());
        return 0;
    }

    // The shipped profile with more nodes, so that there are some to kill.
    private static string WithNodes(string profile, string folder)
    {
        var path = Path.Combine(folder, profile + ".hocon");
        File.WriteAllText(path, string.Create(CultureInfo.InvariantCulture, $"{ProfileLoader.Read(profile).Text}\nmul.nodes.processes = {Nodes}\n"));
        return path;
    }

    private static string Row(int round, string profile, string[] arrivals, string? undisturbed, string path)
    {
        using var command = Process.Start(new ProcessStartInfo(InstalledCommand.Path, ["run", path, .. Workload, .. arrivals, "--json", "-", "--no-progress"])
        {
            RedirectStandardOutput = true,
        })!;
        var output = command.StandardOutput.ReadToEndAsync();
        KillSome(command.Id, new Random(round));
        command.WaitForExit();

        var run = JsonDocument.Parse(output.Result).RootElement;
        var pool = run.GetProperty("pools")[0];
        var jobs = pool.GetProperty("jobs");
        var (told, done) = (jobs.GetProperty("told").GetInt32(), jobs.GetProperty("completed").GetInt32());
        string[] cells =
        [
            round.ToString(CultureInfo.InvariantCulture),
            $"`{profile}`",
            arrivals.Length > 0 ? $"`{string.Join(' ', arrivals)}`" : "all at once",
            told.ToString(CultureInfo.InvariantCulture),
            done.ToString(CultureInfo.InvariantCulture),
            Math.Max(0, told - done).ToString(CultureInfo.InvariantCulture),
            Math.Max(0, done - told).ToString(CultureInfo.InvariantCulture),
            pool.GetProperty("digest").GetString() == undisturbed ? "yes" : "no",
            run.GetProperty("makespanSeconds").GetDouble().ToString("0.0 s", CultureInfo.InvariantCulture),
            command.ExitCode.ToString(CultureInfo.InvariantCulture),
        ];
        return $"| {string.Join(" | ", cells)} |";
    }

    private static void KillSome(int command, Random random)
    {
        var begun = Stopwatch.GetTimestamp();
        int[] nodes = [];
        while (nodes.Length < Nodes && Stopwatch.GetElapsedTime(begun).TotalSeconds < 60)
        {
            Task.Delay(20).Wait();
            nodes = [.. ChildProcesses.Of(command).SelectMany(ChildProcesses.Of)];
        }

        random.Shuffle(nodes);
        var used = new double[Nodes];
        for (var kill = 0; kill < KillsAtCpuSeconds.Length; kill++)
        {
            while (used.Sum() < KillsAtCpuSeconds[kill])
            {
                Task.Delay(10).Wait();
                for (var node = kill; node < Nodes; node++)
                {
                    using var process = ProcessOf(nodes[node]);
                    used[node] = process.TotalProcessorTime.TotalSeconds;
                }
            }

            using var victim = ProcessOf(nodes[kill]);
            victim.Kill();
        }
    }

    private static Process ProcessOf(int node)
    {
        try
        {
            return Process.GetProcessById(node);
        }
        catch (ArgumentException)
        {
            throw new InvalidOperationException("the run was over before all kills: this machine does a job in less than 3 ms, so give it more jobs");
        }
    }
}
