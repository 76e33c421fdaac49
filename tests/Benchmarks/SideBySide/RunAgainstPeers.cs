using System.Diagnostics;
using System.Globalization;
using System.Text;
using Mul.Benchmarks.Running;
using Mul.Host.Statistics;

namespace Mul.Benchmarks.SideBySide;

/// <summary>What Mul's run, router and trace cost per empty job, beside a bare pool and what .NET has without actors.</summary>
internal static class RunAgainstPeers
{
    private const int Jobs = 1_000_000;
    private const int Rounds = 9;

    /// <summary>Rounds in which every contestant runs once, in turn; prints medians and ratios to the bare pool.</summary>
    public static int Run()
    {
        using var system = Bench.Start();
        IContestant[] contestants = [new BarePool(system), new MulRun(system), new Channels(), new ParallelLoop()];
        var seconds = contestants.ToDictionary(one => one, _ => new List<double>());
        var bytes = contestants.ToDictionary(one => one, _ => new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            foreach (var contestant in contestants)
            {
                GC.Collect();
                var allocated = GC.GetTotalAllocatedBytes(precise: true);
                var begun = Stopwatch.GetTimestamp();
                contestant.Do(Jobs);
                var elapsed = Stopwatch.GetElapsedTime(begun).TotalSeconds;
                // The first round is for the JIT.
                if (round > 0)
                {
                    seconds[contestant].Add(elapsed);
                    bytes[contestant].Add((double)(GC.GetTotalAllocatedBytes(precise: true) - allocated) / Jobs);
                }
            }
        }

        var section = new StringBuilder("## Run, router and trace, beside a bare pool and .NET's own loops\n\n");
        section.AppendLine(CultureInfo.InvariantCulture, $"{Jobs:#,0} empty jobs all at once, {Bench.Routees} routees on the default dispatcher, whoever counts on a thread of its own; {Rounds} rounds in which every contestant runs in turn.\n");
        section.AppendLine("| contestant | jobs/s (median) | min … max | ns/job | ÷ bare pool, round by round | bytes/job |\n|---|---:|---|---:|---|---:|");
        foreach (var contestant in contestants)
        {
            var own = seconds[contestant];
            var ratios = own.Zip(seconds[contestants[0]], (mine, bare) => bare / mine).ToList();
            section.AppendLine(CultureInfo.InvariantCulture, $"| {contestant.Name} | {Jobs / Median.Of([.. own]):#,0} | {Jobs / own.Max():#,0} … {Jobs / own.Min():#,0} | {1e9 * Median.Of([.. own]) / Jobs:0} | {Median.Of([.. ratios]):0.00} ({ratios.Min():0.00} … {ratios.Max():0.00}) | {Median.Of([.. bytes[contestant]]):0} |");
        }

        section.AppendLine("\nOf Mul's bytes 80 are the job's two messages; the rest is what the run's log keeps of it.\n");
        section.AppendLine(ResultsFile.Machine());
        Console.Write(section);
        ResultsFile.Write("run", section.ToString());
        system.Terminate().Wait();
        return 0;
    }
}
