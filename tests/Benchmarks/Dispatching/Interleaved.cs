using System.Globalization;
using Mul.Host.Statistics;

namespace Mul.Benchmarks.Dispatching;

/// <summary>Rounds in which every contestant runs once, in random order, so that what else the machine does hits all alike.</summary>
internal static class Interleaved
{
    /// <summary>Runs one round unmeasured, then measures, and prints a Markdown table.</summary>
    /// <param name="contestants">The first is what the others are compared with.</param>
    /// <param name="unit">What <paramref name="value"/> is in.</param>
    /// <param name="value">From a run's time to what the table shows.</param>
    public static void Compare(
        string pattern, IReadOnlyList<Contestant> contestants, int rounds, Func<Contestant, TimeSpan> run, string unit, Func<TimeSpan, double> value)
    {
        var times = contestants.ToDictionary(contestant => contestant, _ => new List<TimeSpan>());
        var random = new Random(1);
        for (var round = 0; round <= rounds; round++)
        {
            foreach (var contestant in contestants.OrderBy(_ => random.Next()).ToList())
            {
                var time = run(contestant);
                if (round > 0)
                {
                    times[contestant].Add(time);
                }
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"### {pattern} ({rounds} rounds)"));
        Console.WriteLine();
        Console.WriteLine($"| dispatcher | {unit}, median | min–max | time ÷ {contestants[0].Id}'s, median of rounds |");
        Console.WriteLine("|---|--:|--:|--:|");
        foreach (var contestant in contestants)
        {
            var values = times[contestant].Select(value).ToList();
            var ratio = Median.Of([.. times[contestant].Zip(times[contestants[0]], (own, first) => own / first)]);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| {contestant.Id} | {Median.Of([.. values]):0.00} | {values.Min():0.00}–{values.Max():0.00} | {ratio:0.00} |"));
        }

        Console.WriteLine();
    }
}
