using System.Globalization;
using Akka.Actor;
using Akka.Configuration;
using Mul.Actors.Crunching.Sampling;
using Mul.Actors.Jobs;

namespace Mul.Actors.Crunching;

/// <summary>Jobs that need nothing but a core: each takes a random sample without replacement.</summary>
public sealed class CrunchWorkload : IWorkload
{
    internal const string Items = "items";
    internal const string Range = "range";

    // Large enough to pass through every kernel of the sampler, small enough to end within milliseconds.
    private const int WarmupItems = 100_000;

    public string Name => "crunch";

    public string Summary => "Draws lists of random numbers without repetition, in random order; needs nothing but cores.";

    public IReadOnlyList<WorkloadOption> Options { get; } =
    [
        new(WorkloadOption.Jobs, OptionUnit.Count, "2", "How many lists to draw."),
        new(Items, OptionUnit.Count, "10000000", "Numbers in each list."),
        new(Range, OptionUnit.Count, "20000000", "Numbers are drawn from 0 to RANGE - 1."),
        new(WorkloadOption.Output, OptionUnit.Path, "", "A folder for the lists, one file each, as 32-bit little-endian integers; files of that name are replaced."),
    ];

    public IReadOnlyList<WorkloadPool> Pools { get; } = [new CruncherPool()];

    public JobList Jobs(OptionValues options, ulong seed)
    {
        var (items, range) = SizesOf(options);
        return Lists(options.Count(WorkloadOption.Jobs), items, range, seed, kept: true);
    }

    public JobList Warmup(WorkloadPool pool, OptionValues options, int count)
    {
        var (items, range) = SizesOf(options);
        var scale = Math.Min(1, (double)WarmupItems / Math.Max(1, items));
        return Lists(count, (int)(items * scale), (int)Math.Ceiling(range * scale), seed: 0, kept: false);
    }

    private static JobList Lists(int count, int items, int range, ulong seed, bool kept) =>
        JobList.Of(count, id => new Crunch(id, items, range, seed, kept));

    private static (int Items, int Range) SizesOf(OptionValues options)
    {
        var (items, range) = (options.Count(Items), options.Count(Range));
        return items <= range
            ? (items, range)
            : throw new UserException($"--items {items}: there are only {range} distinct numbers to take. Ask for fewer, or raise --range.");
    }

    /// <summary>Refuses lists that would need more memory than 70 % of what the process may use: the system would kill it in mid-run.</summary>
    /// <param name="atOnce">Lists that may be drawn at once, or for which memory is made ready when the pool starts, whichever are more.</param>
    /// <param name="available">Bytes that the process may use.</param>
    /// <exception cref="UserException">They would need more.</exception>
    internal static void CheckMemory(int items, int range, int atOnce, long available)
    {
        const double MostOfIt = 0.7;
        if (Sampler.MemoryFor(items, range) * (double)atOnce is var needed && needed > MostOfIt * available)
        {
            throw new UserException(string.Create(
                CultureInfo.InvariantCulture,
                $"--items {items}: {atOnce} of these lists at once need {needed / 1e9:0.0} GB, and this process may use {available / 1e9:0.0} GB, of which 30 % are left free. Ask for fewer items, or for fewer routees."));
        }
    }

    private sealed class CruncherPool() : WorkloadPool("crunchers")
    {
        /// <exception cref="UserException">Its samples need more memory than there is, or the folder cannot be used.</exception>
        public override Props PropsFor(PoolSetup setup)
        {
            var sizes = SizesOf(setup.Options);
            var prepared = Math.Clamp(setup.Profile.GetInt(RouteesKey, 1), 1, Environment.ProcessorCount);
            CheckMemory(sizes.Items, sizes.Range, Math.Max(prepared, setup.AtOnce), GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
            return NumberCruncher.PropsFor(setup.Options.IsSet(WorkloadOption.Output) ? NumberFolder.Open(setup.Options.Text(WorkloadOption.Output)) : null, sizes, setup.Stopping);
        }

        public override Handling HandlingFor(Config profile) => Handling.Blocking;
    }
}
