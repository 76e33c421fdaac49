using System.Diagnostics;
using System.Globalization;
using System.Text;
using Mul.Actors.Crunching.Kernels;
using Mul.Actors.Crunching.Randomness;
using Mul.Actors.Crunching.Sampling;
using Mul.Host.Statistics;

namespace Mul.Benchmarks.SideBySide;

/// <summary><c>side-by-side sampler [ROUNDS] [CPYTHON ROUNDS, 0 = WITHOUT]</c>: the sampler against numpy and CPython, in turn, in one run.</summary>
internal static class SamplerAgainstNumpy
{
    private const int Items = 10_000_000;
    private const int Range = 20_000_000;
    private const string Reused = "Mul";

    public static int Run(string[] args)
    {
        var rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 9;
        var slowRounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 3;
        using var python = PythonPeer.Start();
        if (python?.NumpyVersion is null)
        {
            Console.Error.WriteLine("There is no numpy to compare with: install Debian's python3-numpy.");
            return 2;
        }

        var contestants = new List<(string Name, int Rounds, Func<Cost> Sample)>
        {
            (Reused, rounds, () => Sample(VectorWidths.Fastest)),
            ("numpy", rounds, () => python.Sample("numpy", Items, Range)),
            ("Mul, fresh memory each time", rounds, () => SampleWithFreshMemory(VectorWidths.Fastest)),
        };
        contestants.AddRange(VectorWidths.Available.SkipLast(1).Reverse()
            .Select(width => ($"Mul, {width} kernels", rounds, (Func<Cost>)(() => Sample(width)))));
        if (slowRounds > 0)
        {
            contestants.Add(("CPython", slowRounds, () => python.Sample("cpython", Items, Range)));
        }

        var costs = contestants.ToDictionary(one => one.Name, _ => new List<Cost>());
        for (var round = 0; round <= rounds; round++)
        {
            foreach (var (name, count, sample) in contestants)
            {
                // The first round is for the JIT and for numpy's import; CPython needs none.
                if (round == 0 && count == rounds)
                {
                    sample();
                }
                else if (round > 0 && round <= count)
                {
                    costs[name].Add(sample());
                }
            }
        }

        var section = Section(costs, python);
        Console.Write(section);
        ResultsFile.Write("sampler", section);
        return 0;
    }

    private static Cost Sample(VectorWidth width)
    {
        using var process = Process.GetCurrentProcess();
        var (elapsed, processor) = (Stopwatch.GetTimestamp(), process.TotalProcessorTime);
        using var sample = Sampler.Take(SamplePlan.For(Items, Range), width, new RandomStream(width, (ulong)elapsed), default);
        var seconds = Stopwatch.GetElapsedTime(elapsed).TotalSeconds;
        process.Refresh();
        return new Cost(seconds, (process.TotalProcessorTime - processor).TotalSeconds);
    }

    private static Cost SampleWithFreshMemory(VectorWidth width)
    {
        // The memory that the others use again is put aside, and what this one takes is dropped.
        var kept = Workspace.Rent(1);
        var cost = Sample(width);
        Workspace.Rent(1);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        kept.Return();
        return cost;
    }

    private static string Section(Dictionary<string, List<Cost>> costs, PythonPeer python)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"## Sampler: {Items:#,0} of {Range:#,0} without replacement, in random order, on one core\n\n");
        text.Append("| sampler | rounds | ns per number, median (min–max) | processor time, ns per number | times as long as Mul, in pairs (min–max) | in processor time |\n");
        text.Append("|---|---:|---:|---:|---:|---:|\n");
        foreach (var (name, own) in costs)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {name} | {own.Count} | {Nanoseconds(own, cost => cost.Elapsed)} | {Nanoseconds(own, cost => cost.Processor)} ");
            text.Append(CultureInfo.InvariantCulture, $"| {Ratios(own, costs[Reused], cost => cost.Elapsed)} | {Ratios(own, costs[Reused], cost => cost.Processor)} |\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"\nMul takes 32-bit numbers into memory that it uses again, digests them, and runs its {VectorWidths.Fastest} kernels unless said otherwise. ");
        text.Append("numpy's `Generator.choice(replace=False)` and CPython's `random.sample` return new memory each time, numpy 64-bit numbers; ");
        text.Append("\"fresh memory\" is Mul without that advantage. The contestants take turns within each round; a ratio is of two neighbours in time. ");
        text.Append("Processor time says more where the machine is shared.\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{ResultsFile.Machine()}; Python {python.PythonVersion}, numpy {python.NumpyVersion}.\n");
        return text.ToString();
    }

    private static string Nanoseconds(List<Cost> costs, Func<Cost, double> seconds) => Summary(costs.Select(cost => 1e9 * seconds(cost) / Items), "0.00");

    private static string Ratios(List<Cost> costs, List<Cost> reused, Func<Cost, double> seconds) =>
        Summary(costs.Zip(reused, (one, mul) => seconds(one) / seconds(mul)), "0.0");

    private static string Summary(IEnumerable<double> values, string format)
    {
        var sorted = values.Order().ToArray();
        return $"{Text(Median.OfSorted(sorted))} ({Text(sorted[0])}–{Text(sorted[^1])})";

        string Text(double value) => value.ToString(format, CultureInfo.InvariantCulture);
    }
}
