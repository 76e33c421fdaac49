using System.Diagnostics;
using System.Globalization;
using System.Text;
using Mul.Actors.Crunching.Sampling;
using Mul.Host.Statistics;

namespace Mul.Benchmarks.SideBySide;

/// <summary><c>side-by-side cores [ROUNDS]</c>: how many times as fast a thread on every core takes samples as one thread does, and then pools.</summary>
/// <remarks>
/// The threads do the jobs of <c>mul run --workload crunch</c> without actors, messages or a second process, and run already when
/// the clock starts: no pool can do better.
/// </remarks>
internal static class SamplerOnEveryCore
{
    private const int Items = 10_000_000;
    private const int Range = 20_000_000;
    private static readonly int[] Jobs = [8, 64, 256];
    private static readonly string[] Profiles = ["sequential", "parallel", "processes"];

    public static int Run(string[] args)
    {
        var rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 15;
        var cores = Environment.ProcessorCount;
        using var crew = new Crew(cores);
        crew.Take(2 * cores, cores);

        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"## The sampler on {cores} cores: bare threads, and pools\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{Items:#,0} of {Range:#,0}, one thread and {cores} in turn, {rounds} rounds; a ratio is of two neighbours in time. No dispatcher can do better than threads that do nothing else.\n\n");
        text.Append(CultureInfo.InvariantCulture, $"| jobs | one thread, ms a job | {cores} threads, ms a job and thread | one thread ÷ {cores} threads, in pairs: median (min–max) |\n|---:|---:|---:|---:|\n");
        foreach (var jobs in Jobs)
        {
            var pairs = Enumerable.Range(0, rounds).Select(_ => (Alone: crew.Take(jobs, 1), Together: crew.Take(jobs, cores))).ToArray();
            text.Append(CultureInfo.InvariantCulture, $"| {jobs} | {Median.Of([.. pairs.Select(pair => pair.Alone / jobs)]):0.0} | {Median.Of([.. pairs.Select(pair => cores * pair.Together / jobs)]):0.0} ");
            var ratios = pairs.Select(pair => pair.Alone / pair.Together).Order().ToArray();
            text.Append(CultureInfo.InvariantCulture, $"| {Median.OfSorted(ratios):0.00} ({ratios[0]:0.00}–{ratios[^1]:0.00}) |\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"\n`mul compare {string.Join(' ', Profiles)} --workload crunch --jobs JOBS --blocks 12`, nodes being up before the clock starts:\n\n");
        text.Append(CultureInfo.InvariantCulture, $"| jobs | profile | times as fast as {Profiles[0]} | 95 % interval |\n|---:|---|---:|---|\n");
        foreach (var jobs in Jobs)
        {
            var compared = InstalledCommand.Run(["compare", .. Profiles, "--workload", "crunch", "--jobs", jobs.ToString(CultureInfo.InvariantCulture), "--blocks", "12"]);
            foreach (var candidate in compared.GetProperty("comparisons").EnumerateArray())
            {
                double Speedup(string name) => 1 / candidate.GetProperty(name).GetDouble();
                text.Append(CultureInfo.InvariantCulture, $"| {jobs} | `{candidate.GetProperty("candidate").GetString()}` | {Speedup("ratio"):0.00} | {Speedup("high"):0.00} … {Speedup("low"):0.00} |\n");
            }
        }

        text.Append(CultureInfo.InvariantCulture, $"\n{ResultsFile.Machine()}\n");
        Console.Write(text);
        ResultsFile.Write("cores", text.ToString());
        return 0;
    }

    /// <summary>Threads that wait for a number of samples to take between them.</summary>
    private sealed class Crew : IDisposable
    {
        private readonly Thread[] _threads;
        private readonly Barrier _barrier;
        private int _left;
        private int _wanted;
        private bool _over;

        public Crew(int threads)
        {
            _barrier = new Barrier(threads + 1);
            _threads = [.. Enumerable.Range(0, threads).Select(number => new Thread(() => Work(number)) { IsBackground = true })];
            Array.ForEach(_threads, thread => thread.Start());
        }

        /// <summary>Milliseconds until <paramref name="jobs"/> samples are taken by the first <paramref name="threads"/> threads.</summary>
        public double Take(int jobs, int threads)
        {
            (_left, _wanted) = (jobs, threads);
            var begin = Stopwatch.GetTimestamp();
            _barrier.SignalAndWait();
            _barrier.SignalAndWait();
            return Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        }

        public void Dispose()
        {
            _over = true;
            _barrier.SignalAndWait();
            Array.ForEach(_threads, thread => thread.Join());
            _barrier.Dispose();
        }

        private void Work(int number)
        {
            Sampler.Prepare(Items, Range);
            for (_barrier.SignalAndWait(); !_over; _barrier.SignalAndWait())
            {
                while (number < _wanted && Interlocked.Decrement(ref _left) >= 0)
                {
                    using var sample = Sampler.Take(Items, Range, 1, default);
                }

                _barrier.SignalAndWait();
            }
        }
    }
}
