using System.Globalization;
using System.Text;
using System.Text.Json;
using Mul.Actors.Jobs;

namespace Mul.Benchmarks.SideBySide;

/// <summary><c>side-by-side tune [SEEDS] [--real]</c>: how near a search comes to a known optimum, and what it costs beside measuring everything.</summary>
internal static class TuneAgainstGrid
{
    // What mul compare takes for each profile.
    private const int BlocksOfGrid = 10;

    private static readonly (string Name, SimulatedTuning Tuning)[] Simulated =
    [
        ("blocking", new SimulatedTuning("downloads", Handling.Blocking, Jobs: 512, Cores: 2, TimeSpan.FromMilliseconds(2), TimeSpan.FromMilliseconds(14))),
        ("async", new SimulatedTuning("downloads", Handling.Async, Jobs: 512, Cores: 2, TimeSpan.FromMilliseconds(2), TimeSpan.FromMilliseconds(14))),
        ("CPU", new SimulatedTuning("crunch", null, Jobs: 512, Cores: 8, TimeSpan.FromMilliseconds(20), TimeSpan.Zero)),
    ];

    private static readonly (string Name, string[] Arguments)[] Real =
    [
        ("blocking", ["--workload", "downloads", "--handling", "blocking", "--jobs", "512", "--latency", "20ms", "--size", "4KB"]),
        ("async", ["--workload", "downloads", "--handling", "async", "--jobs", "512", "--latency", "20ms", "--size", "4KB"]),
        ("CPU", ["--workload", "crunch", "--jobs", "64", "--items", "2000000", "--range", "4000000"]),
    ];

    public static async Task<int> RunAsync(string[] args)
    {
        var seeds = args.Length > 0 && !args[0].StartsWith('-') ? int.Parse(args[0], CultureInfo.InvariantCulture) : 20;
        var section = new StringBuilder();
        section.AppendLine("## Tuning, beside measuring the whole grid\n");
        section.AppendLine(CultureInfo.InvariantCulture, $"`mul tune`'s search on workloads with a known optimum, p·(1 + W/C). *Near* is within one step of a factor 2; *runs* are samples ÷ ({BlocksOfGrid} blocks of the whole grid).");
        section.AppendLine("Samples are simulated: jobs differ by 10 %, samples by 3 %, the machine drifts by 1 % from one to the next, the pilot errs by 5 %.\n");
        section.AppendLine("| workload | cores | C | W | optimum | grid | seeds | near | chosen | runs: median | most |\n|---|---:|---:|---:|---:|---:|---:|---:|---|---:|---:|");
        foreach (var (name, tuning) in Simulated)
        {
            var searches = new List<Search>();
            for (var seed = 1; seed <= seeds; seed++)
            {
                searches.Add(await tuning.SearchAsync((ulong)seed));
            }

            Say(section, Row(name, tuning, searches));
        }

        if (args.Contains("--real"))
        {
            AddReal(section);
        }

        section.AppendLine().AppendLine(ResultsFile.Machine());
        ResultsFile.Write("tune", section.ToString());
        return 0;
    }

    private static string Row(string name, SimulatedTuning tuning, List<Search> searches)
    {
        var near = searches.Count(search => search.AtOnce >= tuning.Optimum / 2 && search.AtOnce <= 2 * tuning.Optimum);
        var parts = searches.Select(Part).Order().ToArray();
        var chosen = searches.GroupBy(search => search.Winner).OrderByDescending(group => group.Count()).Select(group => $"{group.Count()} × {group.Key}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {tuning.Cores} | {tuning.Cpu.TotalMilliseconds} ms | {tuning.Wait.TotalMilliseconds} ms | {tuning.Optimum:0.#} | {searches[0].Grid} | {searches.Count} | {near} | {string.Join(", ", chosen)} | {100 * parts[parts.Length / 2]:0} % | {100 * parts[^1]:0} % |");
    }

    private static double Part(Search search) => (double)search.Samples / (search.Grid * BlocksOfGrid);

    private static void AddReal(StringBuilder section)
    {
        section.AppendLine("\nReally, once each, `mul tune` with these words and `--budget 100s`; the optimum is the knee of its pilot.\n");
        Say(section, "| workload | words | optimum | grid | chosen | at once | ÷ optimum | samples | runs |\n|---|---|---:|---:|---|---:|---:|---:|---:|");
        foreach (var (name, arguments) in Real)
        {
            var tuned = InstalledCommand.Run(["tune", .. arguments, "--budget", "100s"]);
            var knee = Knee(InstalledCommand.Run(["predict", name == "async" ? "async" : "threads", .. arguments.Where(word => word is not ("--handling" or "blocking" or "async"))]));
            var winner = tuned.GetProperty("winner").GetProperty("name").GetString()!;
            var own = tuned.GetProperty("candidates").EnumerateArray().First(candidate => candidate.GetProperty("name").GetString() == winner);
            var (threads, routees, grid, samples) = (own.GetProperty("threads").GetInt32(), own.GetProperty("routees").GetInt32(), tuned.GetProperty("grid").GetInt32(), tuned.GetProperty("samples").GetInt32());
            var atOnce = name == "async" ? routees : Math.Min(threads, routees);
            Say(section, string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | `{string.Join(' ', arguments)}` | {knee:0.#} | {grid} | {winner} | {atOnce} | {atOnce / knee:0.00} | {samples} | {100.0 * samples / (grid * BlocksOfGrid):0} % |"));
        }
    }

    private static double Knee(JsonElement predicted) =>
        predicted.GetProperty("predictions")[0].GetProperty("knee").EnumerateObject().First().Value.GetDouble();

    private static void Say(StringBuilder section, string line)
    {
        section.AppendLine(line);
        Console.WriteLine(line);
    }
}
