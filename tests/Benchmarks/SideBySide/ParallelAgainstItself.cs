using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Mul.Benchmarks.SideBySide;

/// <summary><c>side-by-side itself [COMPARISONS]</c>: a profile compared with itself, to see how often chance is taken for a difference.</summary>
internal static class ParallelAgainstItself
{
    private static readonly string[] Arguments =
        ["compare", "parallel", "parallel", "--workload", "crunch", "--jobs", "16", "--items", "2000000", "--range", "4000000"];

    public static int Run(string[] args)
    {
        var comparisons = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 30;
        var section = new StringBuilder();
        section.AppendLine(CultureInfo.InvariantCulture, $"## A profile against itself, {comparisons} times\n");
        section.AppendLine(CultureInfo.InvariantCulture, $"`mul {string.Join(' ', Arguments)}`, 10 blocks each; seeds 1 to {comparisons}. The true ratio is 1.\n");
        section.AppendLine("| seed | ratio | 95 % interval | excludes 1 | verdict |\n|---:|---:|---|---|---|");
        int excluding = 0, wrong = 0;
        for (var seed = 1; seed <= comparisons; seed++)
        {
            var comparison = InstalledCommand.Run([.. Arguments, "--seed", seed.ToString(CultureInfo.InvariantCulture)]).GetProperty("comparisons")[0];
            var (ratio, low, high) = (Number(comparison, "ratio"), Number(comparison, "low"), Number(comparison, "high"));
            var verdict = comparison.GetProperty("verdict").GetString();
            var excludes = low > 1 || high < 1;
            excluding += excludes ? 1 : 0;
            wrong += verdict is "faster" or "slower" ? 1 : 0;
            var row = string.Create(CultureInfo.InvariantCulture, $"| {seed} | {ratio:0.000} | {low:0.000} … {high:0.000} | {(excludes ? "yes" : "")} | {verdict} |");
            section.AppendLine(row);
            Console.WriteLine(row);
        }

        section.AppendLine(CultureInfo.InvariantCulture, $"\n{excluding} of {comparisons} intervals exclude 1; {wrong} verdicts are faster or slower.\n");
        section.AppendLine(ResultsFile.Machine());
        ResultsFile.Write("itself", section.ToString());
        return 0;
    }

    private static double Number(JsonElement comparison, string name) => comparison.GetProperty(name).GetDouble();
}
