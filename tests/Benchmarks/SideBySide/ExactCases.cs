using System.Globalization;
using System.Text;

namespace Mul.Benchmarks.SideBySide;

/// <summary><c>side-by-side exact</c>: makespans that are known to the millisecond without any simulation, measured on threads that all wake.</summary>
/// <remarks>
/// Five routees and forty jobs of 100 ms that hold their thread. With long turns a thread keeps to its routee's eight jobs, so three
/// threads do three routees and then two: 16 rounds, where ⌈40 ÷ 3⌉ are 14. With one message per turn they share evenly. A positive
/// throughput-deadline-time is Akka.NET 1.5.74's way of saying one message per turn.
/// </remarks>
internal static class ExactCases
{
    private const int Runs = 3;

    private static readonly (int Threads, bool LongTurns, double Seconds)[] Cases = [(3, true, 1.6), (3, false, 1.4), (2, true, 2.4), (2, false, 2.0)];

    public static int Run()
    {
        var folder = Directory.CreateTempSubdirectory("mul-exact-");
        var section = new StringBuilder();
        section.AppendLine("## Exact cases, measured\n");
        section.AppendLine(CultureInfo.InvariantCulture, $"Five routees, forty downloads of 100 ms that hold their thread, on Mul's own executor; the median of {Runs} runs.\n");
        section.AppendLine("| threads | messages per turn | exact | ⌈40 ÷ threads⌉ · 100 ms | measured | error |\n|---:|---:|---:|---:|---:|---:|");
        try
        {
            foreach (var (threads, longTurns, seconds) in Cases)
            {
                var profile = Path.Combine(folder.FullName, "exact.hocon");
                File.WriteAllText(profile, Profile(threads, longTurns));
                var measured = Enumerable.Range(0, Runs)
                    .Select(_ => InstalledCommand.Run(["run", profile, "--workload", "downloads", "--jobs", "40", "--latency", "100ms", "--size", "1KB"]).GetProperty("makespanSeconds").GetDouble())
                    .Order()
                    .ElementAt(Runs / 2);
                var row = string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {threads} | {(longTurns ? 31 : 1)} | {seconds:0.0} s | {Math.Ceiling(40.0 / threads) / 10:0.0} s | {measured:0.000} s | {100 * ((measured / seconds) - 1):+0.0;-0.0} % |");
                section.AppendLine(row);
                Console.WriteLine(row);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        section.AppendLine().AppendLine(ResultsFile.Machine());
        ResultsFile.Write("exact", section.ToString());
        return 0;
    }

    private static string Profile(int threads, bool longTurns) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        mul.downloaders.io = blocking
        threads-that-wake {
          executor = "Mul.Actors.Dispatching.FixedThreadsConfigurator, Mul.Actors"
          fixed-threads.thread-count = {{threads}}
          {{(longTurns ? "throughput = 30" : "throughput-deadline-time = 1ms")}}
        }
        akka.actor.deployment {
          /downloaders { router = round-robin-pool, nr-of-instances = 5, pool-dispatcher = threads-that-wake }
        }
        """);
}
