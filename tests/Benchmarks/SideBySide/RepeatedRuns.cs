using System.Globalization;
using System.Text;

namespace Mul.Benchmarks.SideBySide;

/// <summary><c>side-by-side repeated [ROUNDS]</c>: how far the same run is from itself some runs later, which no prediction can know.</summary>
internal static class RepeatedRuns
{
    // None of them is a row of what is predicted.
    private static readonly string[][] Cases =
    [
        ["sequential", "--workload", "crunch", "--jobs", "20", "--items", "3000000", "--range", "6000000"],
        ["default", "--workload", "crunch", "--jobs", "60", "--items", "3000000", "--range", "6000000"],
        ["sequential", "--workload", "downloads", "--jobs", "12", "--latency", "50ms"],
        ["default", "--workload", "downloads", "--jobs", "60", "--latency", "50ms"],
        ["async", "--workload", "downloads", "--jobs", "60", "--latency", "50ms"],
    ];

    public static int Run(string[] args)
    {
        var rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 12;
        var seconds = Cases.Select(_ => new double[rounds]).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            for (var one = 0; one < Cases.Length; one++)
            {
                seconds[one][round] = InstalledCommand.Run(["run", .. Cases[one]]).GetProperty("makespanSeconds").GetDouble();
            }
        }

        var section = new StringBuilder();
        section.AppendLine(CultureInfo.InvariantCulture, $"## The same run, {rounds} times\n");
        section.AppendLine("`side-by-side repeated`: one of each in turn, each a fresh process. *Apart* is what nine in ten pairs of runs of the same are within, as a prediction that knows one of the two perfectly would be.\n");
        section.AppendLine("| run | median, ms | apart | apart, ms |\n|---|---:|---:|---:|");
        for (var one = 0; one < Cases.Length; one++)
        {
            var row = Row(string.Join(' ', Cases[one]), seconds[one]);
            section.AppendLine(row);
            Console.WriteLine(row);
        }

        section.AppendLine().AppendLine(ResultsFile.Machine());
        ResultsFile.Write("repeated", section.ToString());
        return 0;
    }

    private static string Row(string run, double[] seconds)
    {
        var median = seconds.Order().ElementAt(seconds.Length / 2);
        double[] apart = [.. seconds.SelectMany((one, place) => seconds.Skip(place + 1).Select(other => Math.Abs(Math.Log(one / other)))).Order()];
        var most = apart[(int)(0.9 * apart.Length)];
        return string.Create(CultureInfo.InvariantCulture, $"| `mul run {run}` | {1000 * median:0} | {100 * (Math.Exp(most) - 1):0} % | {1000 * median * (Math.Exp(most) - 1):0} |");
    }
}
