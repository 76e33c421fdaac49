using System.Globalization;
using System.Text.Json;
using Mul.Host.Experiments.Predicting;
using Mul.Host.Nodes;
using Mul.Host.Nodes.Clustering;
using Mul.Host.Profiles;

namespace Mul.Benchmarks.SideBySide;

/// <summary>
/// <c>side-by-side predict [--profiles a,b] [--workloads a,b] [--sizes a,b] [--runs n]</c>: predictions beside measurements, and beside
/// what the usual formulas predict. Rows are kept, so that it can be run in pieces; without rows to measure (<c>--profiles -</c>) it only
/// writes the table anew.
/// </summary>
internal static class PredictedAgainstMeasured
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() } };

    private static readonly Setting[] Settings =
    [
        new("downloads", "small", ["--jobs", "30", "--latency", "30ms", "--size", "4KB"]),
        new("downloads", "medium", ["--jobs", "80", "--latency", "30ms", "--size", "4KB"]),
        new("downloads", "large", ["--jobs", "200", "--latency", "30ms", "--size", "4KB"]),
        new("crunch", "small", ["--jobs", "48", "--items", "2000000", "--range", "4000000"]),
        new("crunch", "medium", ["--jobs", "128", "--items", "2000000", "--range", "4000000"]),
        new("crunch", "large", ["--jobs", "400", "--items", "2000000", "--range", "4000000"]),
        new("mixed", "small", ["--jobs", "40", "--latency", "30ms", "--size", "4KB", "--crunch-jobs", "16", "--items", "2000000", "--range", "4000000"]),
        new("mixed", "medium", ["--jobs", "100", "--latency", "30ms", "--size", "4KB", "--crunch-jobs", "40", "--items", "2000000", "--range", "4000000"]),
        new("mixed", "large", ["--jobs", "250", "--latency", "30ms", "--size", "4KB", "--crunch-jobs", "100", "--items", "2000000", "--range", "4000000"]),
        new("downloads", PredictionTable.Apart, ["--jobs", "120", "--latency", "15ms", "--size", "100KB"]),
        new("mixed", PredictionTable.Apart, ["--jobs", "60", "--latency", "70ms", "--size", "40KB", "--crunch-jobs", "24", "--items", "1000000", "--range", "3000000"]),
    ];

    private const int ProfilesAtATime = 6;

    // What is smaller and larger than a size, in its workload: what is interpolated between.
    private static readonly string[] Sizes = ["small", "medium", "large"];

    public static int Run(string[] args)
    {
        var file = Path.Combine(ResultsFile.Folder, "results", "predict.jsonl");
        var kept = File.Exists(file)
            ? File.ReadLines(file).Select(line => JsonSerializer.Deserialize<PredictedRun>(line, Json)!).ToDictionary(run => run.Key)
            : [];
        var profiles = Of(args, "--profiles", [.. Shipped()]).Intersect(Shipped()).ToArray();
        var runs = int.Parse(Of(args, "--runs", ["1"])[0], CultureInfo.InvariantCulture);
        foreach (var setting in Settings.Where(setting => Of(args, "--workloads", [setting.Workload]).Contains(setting.Workload) && Of(args, "--sizes", [setting.Size]).Contains(setting.Size)))
        {
            if (profiles.Length == 0)
            {
                break;
            }

            // A few at a time: who predicts does so before the run, not a minute before it.
            foreach (var run in profiles.Chunk(ProfilesAtATime).SelectMany(few => Measure(setting, few, runs)))
            {
                kept[run.Key] = run;
                Console.WriteLine(Row(run, null));
            }

            File.WriteAllLines(file, kept.Values.OrderBy(run => run.Key, StringComparer.Ordinal).Select(run => JsonSerializer.Serialize(run, Json)));
        }

        ResultsFile.Write("predict", PredictionTable.Of([.. kept.Values], Sizes, Row));
        return 0;
    }

    private static IEnumerable<PredictedRun> Measure(Setting setting, string[] profiles, int runs)
    {
        string[] words = ["--workload", setting.Workload, .. setting.Words];
        var predicted = InstalledCommand.Run(["predict", .. profiles, .. words]);
        var cores = predicted.GetProperty("cores").GetInt32();
        foreach (var prediction in predicted.GetProperty("predictions").Deserialize<PredictedProfile[]>(Json)!)
        {
            yield return PredictedRun.Of(
                setting.Workload, setting.Size, cores, prediction, [.. Enumerable.Range(0, runs).Select(_ => InstalledCommand.Run(["run", prediction.Profile, .. words]))]);
        }
    }

    private static string Row(PredictedRun run, double? interpolated)
    {
        var band = run.Predicted.MakespanSeconds;
        var held = string.Join(' ', run.Measured.Select(seconds => band.Holds(seconds) ? "✓" : "✗"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {run.Workload} | {run.Size} | {run.Profile} | {band.Median:0.000} | {band.Low:0.000} … {band.High:0.000} | {Measured(run)} | {100 * ((band.Median / run.Median) - 1):+0.0;-0.0;0.0} % | {held} | {Error(run.Goetz, run)} | {Error(run.Rounds, run)} | {(interpolated is { } between ? Error(between, run) : "")} |");
    }

    private static string Measured(PredictedRun run) => string.Create(
        CultureInfo.InvariantCulture,
        $"{run.Median:0.000}{(run.Measured.Count > 1 ? $" ({run.Measured.Min():0.000} … {run.Measured.Max():0.000})" : "")}");

    private static string Error(double predicted, PredictedRun run) =>
        string.Create(CultureInfo.InvariantCulture, $"{100 * ((predicted / run.Median) - 1):+0;-0;0} %");

    private static string[] Of(string[] args, string option, string[] standard) =>
        Array.IndexOf(args, option) is var place and >= 0 ? args[place + 1].Split(',') : standard;

    // Not those that wait for nodes which somebody starts elsewhere, and not those of Akka.Cluster's router.
    private static IReadOnlyList<string> Shipped() =>
        [.. Mul.Host.Profiles.ShippedProfiles.Names.Where(name => ProfileLoader.Load(name).Config is var config
            && NodeSettings.Of(config) is var nodes && nodes.Expected == nodes.Processes && ClusterSettings.Of(config) is null)];

    private sealed record Setting(string Workload, string Size, string[] Words);
}
