using System.Globalization;
using Mul.Benchmarks.Dispatching;

namespace Mul.Benchmarks.SideBySide;

/// <summary><c>side-by-side executor</c>: the fixed threads against the executors that come with Akka.NET.</summary>
internal static class ExecutorAgainstBuiltIns
{
    public static int Run(string[] args)
    {
        var rounds = 9;
        var only = args.Length > 0 ? args[0] : "";
        if (args.Length > 1)
        {
            rounds = int.Parse(args[1], CultureInfo.InvariantCulture);
        }

        var threads = args.Length > 2 ? args[2].Split(',').Select(int.Parse).ToArray() : [1, 2, 4, 16];
        Contestant[] noop =
        [
            .. threads.Select(Contestant.Fixed), .. threads.Select(Contestant.ForkJoin),
            Contestant.ThreadPool, .. (args.Length > 3 ? [] : (Contestant[])[Contestant.Tasks, Contestant.Channel, Contestant.Pinned]),
        ];
        using var bench = new Workbench(noop);
        const int Jobs = 400_000;
        Compare("outside, 16 routees, window 1,000", noop, rounds, Jobs, c => bench.ThroughPool(c, 16, Jobs, 1_000, inside: false), only);
        Compare("outside, 16 routees, all at once", noop, rounds, Jobs, c => bench.ThroughPool(c, 16, Jobs, Jobs, inside: false), only);
        Compare("inside, 16 routees, window 1,000", noop, rounds, Jobs, c => bench.ThroughPool(c, 16, Jobs, 1_000, inside: true), only);
        Compare("inside, 16 routees, all at once", noop, rounds, Jobs, c => bench.ThroughPool(c, 16, Jobs, Jobs, inside: true), only);
        Compare("ping-pong, 1 pair", noop, rounds, 200_000, c => bench.PingPong(c, 1, 200_000), only);
        Compare("ping-pong, 16 pairs", noop, rounds, Jobs, c => bench.PingPong(c, 16, Jobs / 16), only);
        Compare("work 5us", noop, rounds, 40_000, c => bench.Working(c, 64, 40_000, TimeSpan.FromMicroseconds(5)), only);
        Compare("work 50us", noop, rounds, 4_000, c => bench.Working(c, 64, 4_000, TimeSpan.FromMicroseconds(50)), only);
        Compare("block burst", noop, Math.Min(rounds, 3), 0, c => bench.Blocking(c, 64, 128, TimeSpan.Zero, _ => TimeSpan.FromMilliseconds(50)), only);
        Compare("block spaced", noop, Math.Min(rounds, 3), 0, c => bench.Blocking(c, 64, 128, TimeSpan.FromMilliseconds(2), _ => TimeSpan.FromMilliseconds(50)), only);
        return 0;
    }

    private static void Compare(string what, Contestant[] contestants, int rounds, int jobs, Func<Contestant, TimeSpan> run, string only)
    {
        if (!what.Contains(only, StringComparison.Ordinal))
        {
            return;
        }

        var times = contestants.ToDictionary(c => c, _ => new List<double>());
        var random = new Random(1);
        for (var round = -1; round < rounds; round++)
        {
            foreach (var c in contestants.OrderBy(_ => random.Next()))
            {
                var t = run(c).TotalSeconds;
                if (round >= 0)
                {
                    times[c].Add(jobs == 0 ? t * 1000 : jobs / t / 1e6);
                }
            }
        }

        Console.WriteLine(what);
        foreach (var c in contestants)
        {
            var l = times[c].Order().ToList();
            Console.WriteLine($"  {c.Id,-14} {l[l.Count / 2],8:0.00}  ({l[0]:0.00}-{l[^1]:0.00})");
        }
    }
}
