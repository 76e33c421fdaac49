using System.Diagnostics;
using System.Globalization;
using Akka.Dispatch;
using Mul.Actors.Dispatching;
using Mul.Benchmarks.Dispatching;

namespace Mul.Benchmarks.SideBySide;

/// <summary><c>side-by-side executor [ROUNDS] [PART OF A PATTERN'S NAME]</c>: the fixed threads against what comes with Akka.NET, in Markdown.</summary>
internal static class ExecutorAgainstBuiltIns
{
    private const int Jobs = 50_000;
    private const int Bounces = 50_000;

    public static int Run(string[] args)
    {
        var rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 41;
        var only = args.Length > 1 ? args[1] : "";
        Contestant[] others = [Contestant.ThreadPool, Contestant.Tasks, Contestant.Channel, Contestant.Pinned];
        Contestant[] blocking = [Contestant.Fixed(16), Contestant.ForkJoin(16), .. others];
        Contestant[] empty =
        [
            Contestant.Fixed(16), Contestant.Fixed(2), Contestant.Fixed(1),
            Contestant.ForkJoin(16), Contestant.ForkJoin(2), Contestant.ForkJoin(1), .. others,
        ];
        using var output = new Recorded(Console.Out);
        Console.SetOut(output);
        output.WriteLine("## Mul's executor beside those of Akka.NET\n");
        // First, while nothing else in this process has left anything to be done.
        Idle();
        using var bench = new Workbench(empty);

        // A job of 50 ms says more in one round than an empty one in a hundred, and channel needs 6 s for a round.
        Hold("128 × 50 ms at once, 64 routees, 16 threads", contestant => bench.Blocking(contestant, 64, 128, TimeSpan.Zero, _ => TimeSpan.FromMilliseconds(50)));
        Hold("128 × 50 ms, one each 2 ms, 64 routees, 16 threads", contestant => bench.Blocking(contestant, 64, 128, TimeSpan.FromMilliseconds(2), _ => TimeSpan.FromMilliseconds(50)));
        Hold("16 × 2 ms at once, 20 times, 16 routees, 16 threads", contestant => bench.Bursts(contestant, 20, 16, TimeSpan.FromMilliseconds(2)));
        Hold("32 × 50 ms among 96 empty ones, 64 routees, 16 threads", contestant => bench.Blocking(contestant, 64, 128, TimeSpan.Zero, job => TimeSpan.FromMilliseconds(job % 4 == 0 ? 50 : 0)));

        Pass("empty, told from outside, 16 routees, window 1,000", contestant => bench.ThroughPool(contestant, 16, Jobs, 1_000, inside: false), Jobs);
        Pass("empty, told from outside, 16 routees, all at once", contestant => bench.ThroughPool(contestant, 16, Jobs, Jobs, inside: false), Jobs);
        Pass("empty, told on the same dispatcher, 16 routees, window 1,000", contestant => bench.ThroughPool(contestant, 16, Jobs, 1_000, inside: true), Jobs);
        Pass("empty, told on the same dispatcher, 16 routees, all at once", contestant => bench.ThroughPool(contestant, 16, Jobs, Jobs, inside: true), Jobs);
        Pass("one message between one pair", contestant => bench.PingPong(contestant, 1, Bounces), Bounces);
        Pass("one message between each of 16 pairs", contestant => bench.PingPong(contestant, 16, Bounces / 16), Bounces);
        output.WriteLine($"\n{ResultsFile.Machine()}");
        if (only.Length == 0)
        {
            ResultsFile.Write("executor", output.ToString());
        }

        return 0;

        void Hold(string pattern, Func<Contestant, TimeSpan> run)
        {
            if (pattern.Contains(only, StringComparison.Ordinal))
            {
                Interleaved.Compare(pattern, blocking, Math.Clamp(rounds / 8, 1, 5), run, "ms", time => time.TotalMilliseconds);
            }
        }

        void Pass(string pattern, Func<Contestant, TimeSpan> run, int messages)
        {
            if (pattern.Contains(only, StringComparison.Ordinal))
            {
                Interleaved.Compare(pattern, empty, rounds, run, "millions per second", time => messages / time.TotalSeconds / 1e6);
            }
        }
    }

    private static void Idle()
    {
        using var executor = new FixedThreads("idle", new FixedThreadsSettings(64));
        using var inside = new Barrier(65);
        for (var job = 0; job < 64; job++)
        {
            executor.Execute(new ActionRunnable(inside.SignalAndWait));
        }

        inside.SignalAndWait();
        Thread.CurrentThread.Join(TimeSpan.FromSeconds(2));
        var ticks = executor.Ticks;
        using var process = Process.GetCurrentProcess();
        var (cpu, started) = (process.TotalProcessorTime, Stopwatch.GetTimestamp());
        Thread.CurrentThread.Join(TimeSpan.FromSeconds(5));
        process.Refresh();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"64 threads without work: {(process.TotalProcessorTime - cpu) / Stopwatch.GetElapsedTime(started):0.000 %} of a core, {executor.Ticks - ticks} ticks of the watch."));
        Console.WriteLine();
    }
}
