using Mul.Actors.Crunching.Kernels;
using Mul.Actors.Crunching.Randomness;
using Mul.Actors.Crunching.Sampling;

namespace Mul.Actors.Tests.Crunching.Sampling;

/// <summary>The sampler itself, with plans so small that a handful of numbers pass through every stage.</summary>
internal static class TinySampling
{
    public static int[] Dense(RandomSource random, int range, int items) => Taken(DensePlan(range, items), random);

    /// <summary>Nothing is dealt, so that much depends on the shuffle.</summary>
    public static int[] OneBucket(RandomSource random, int range, int items) =>
        Taken(DensePlan(range, items) with { Levels = 0, ShuffledItems = range }, random);

    public static int[] Sparse(RandomSource random, int range, int items) => Taken(new SparsePlan
    {
        Range = range,
        RangeBits = 32 - int.LeadingZeroCount(range),
        Items = items,
        Draws = 2 * (1 << (32 - int.LeadingZeroCount(range))),
        BlockDraws = 8,
        Levels = 2,
        BucketItems = range,
        ShuffledItems = Math.Max(2, items / 4),
    }, random);

    public static int[] Dense(int range, int items, ulong seed) => Dense(new RandomStream(VectorWidths.Fastest, seed), range, items);

    public static int[] Sparse(int range, int items, ulong seed) => Sparse(new RandomStream(VectorWidths.Fastest, seed), range, items);

    /// <summary>With the plan that the sizes really get.</summary>
    public static int[] Real(int range, int items, ulong seed)
    {
        using var sample = Sampler.Take(items, range, seed, default)!;
        return sample.Numbers.ToArray();
    }

    private static DensePlan DensePlan(int range, int items) => new()
    {
        Range = range,
        Items = items,
        Probability = items == range ? BernoulliChunk.Certain : BernoulliChunk.Certain * (items + ((range - items + 1) / 2)) / range,
        Levels = 1,
        BucketItems = range,
        ShuffledItems = Math.Max(2, items / 8),
    };

    private static int[] Taken(SamplePlan plan, RandomSource random)
    {
        using var sample = Sampler.Take(plan, VectorWidths.Fastest, random, default)!;
        return sample.Numbers.ToArray();
    }
}
