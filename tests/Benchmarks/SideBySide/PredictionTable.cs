using System.Globalization;
using System.Text;

namespace Mul.Benchmarks.SideBySide;

/// <summary>Predictions beside measurements as Markdown, and how good they are beside the usual formulas.</summary>
internal static class PredictionTable
{
    /// <param name="sizes">From small to large: a size between two others is interpolated from those.</param>
    /// <param name="row">With the interpolated seconds, null where there is nothing on both sides.</param>
    public static string Of(IReadOnlyList<PredictedRun> runs, string[] sizes, Func<PredictedRun, double?, string> row)
    {
        var between = runs.ToDictionary(run => run.Key, run => Interpolated(run, runs, sizes));
        var section = new StringBuilder();
        section.AppendLine("## Predicted, then measured: every shipped profile\n");
        section.AppendLine("`side-by-side predict`: `mul predict` first, then `mul run` with the same words, in seconds; the band is to hold nine runs of ten. The formulas get the same pilot:");
        section.AppendLine("*Goetz* J·(C + W) ÷ min(m, p·(1 + W/C)), *rounds* ⌈J/m⌉·S, *interpolated* from what was measured at the other two sizes.\n");
        section.AppendLine(Constants);
        section.AppendLine("\n| of | rows | median \\|log error\\| | held by the band | Goetz | rounds | the same, where interpolated | interpolated |\n|---|---:|---:|---:|---:|---:|---:|---:|");
        foreach (var group in runs.GroupBy(run => run.Workload).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => (group.Key, group.ToArray())).Append(("fresh", [.. runs.Where(IsFresh)])).Append(("all", [.. runs]))
            .Append(($"all but {string.Join(" and ", Unpredictable)}", [.. runs.Where(run => !Unpredictable.Contains(run.Profile))])).Where(group => group.Item2.Length > 0))
        {
            section.AppendLine(Summary(group.Item1, group.Item2, between));
        }

        section.AppendLine("\n| workload | size | profile | predicted | band | measured | error | in the band | Goetz | rounds | interpolated |\n|---|---|---|---:|---|---:|---:|---|---:|---:|---:|");
        foreach (var run in runs.OrderBy(run => run.Workload, StringComparer.Ordinal).ThenBy(run => run.Size == Apart ? sizes.Length : Array.IndexOf(sizes, run.Size)).ThenBy(run => run.Profile, StringComparer.Ordinal))
        {
            section.AppendLine(row(run, between[run.Key]));
        }

        section.AppendLine().AppendLine(ResultsFile.Machine());
        return section.ToString();
    }

    private const string Constants =
        "What was known of these rows when the simulation was made: its constants come from sources that the code names, the width of its bands from the same run many times over (results/repeated.md), "
        + "and the rest from downloads of 50 and 120 ms; how long a resizer takes from bursts of 400 and 5,000 downloads. While how pilots are used was worked out, "
        + "downloads and crunch small and medium were looked at, and while was worked out when threads wake and hear of connections, mixed ones. *Fresh* rows, "
        + "crunch large and all that are of no size, were not.";

    /// <summary>The size of jobs that no other size is larger or smaller than.</summary>
    public const string Apart = "–";

    // Five runs of each differ by more than any band could hold and still say something.
    private static readonly string[] Unpredictable = ["oversubscribed", "fork-join"];

    private static bool IsFresh(PredictedRun run) => run.Size == Apart || (run.Workload == "crunch" && run.Size == "large");

    private static string Summary(string name, PredictedRun[] runs, Dictionary<string, double?> between)
    {
        var all = runs.SelectMany(run => run.Measured.Select(seconds => (run, seconds))).ToArray();
        var interpolated = runs.Where(run => between[run.Key] is not null).ToArray();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {runs.Length} | **{Error(runs, run => run.Predicted.MakespanSeconds.Median)}** | **{100.0 * all.Count(one => one.run.Predicted.MakespanSeconds.Holds(one.seconds)) / all.Length:0} %** | {Error(runs, run => run.Goetz)} | {Error(runs, run => run.Rounds)} | {Error(interpolated, run => run.Predicted.MakespanSeconds.Median)} | {Error(interpolated, run => between[run.Key]!.Value)} |");
    }

    private static string Error(PredictedRun[] runs, Func<PredictedRun, double> predicted)
    {
        if (runs.Length == 0)
        {
            return "";
        }

        var errors = runs.Select(run => PredictedRun.LogError(predicted(run), run.Median)).Order().ToArray();
        return string.Create(CultureInfo.InvariantCulture, $"{100 * (errors[(errors.Length - 1) / 2] + errors[errors.Length / 2]) / 2:0.0} %");
    }

    private static double? Interpolated(PredictedRun run, IReadOnlyList<PredictedRun> runs, string[] sizes)
    {
        var at = Array.IndexOf(sizes, run.Size);
        var others = runs.Where(other => (other.Workload, other.Profile) == (run.Workload, run.Profile) && sizes.Contains(other.Size)).ToArray();
        var (below, above) = (others.FirstOrDefault(other => Array.IndexOf(sizes, other.Size) < at), others.FirstOrDefault(other => Array.IndexOf(sizes, other.Size) > at));
        return at < 0 || below is null || above is null
            ? null
            : Baselines.InterpolatedMakespan([(below.Jobs, TimeSpan.FromSeconds(below.Median)), (above.Jobs, TimeSpan.FromSeconds(above.Median))], run.Jobs).TotalSeconds;
    }
}
