using System.Numerics;

namespace Mul.Actors.Crunching.Sampling;

/// <summary>Fewer than one number in 32: draws with repetition, the repetitions dropped.</summary>
internal sealed record SparsePlan : SamplePlan
{
    /// <summary>Where drawing becomes cheaper than tossing a coin for every number.</summary>
    public const int Sparsity = 32;

    /// <summary>Up to which a coin for every number costs nothing; and of a few dozen numbers no draws are sure to hit enough.</summary>
    public const int SmallRange = 4096;

    /// <summary>How many numbers are drawn, from 0 to 2^<see cref="RangeBits"/> − 1.</summary>
    public required nint Draws { get; init; }

    /// <summary>The draws' range, a power of two: the numbers beyond <see cref="SamplePlan.Range"/> are dropped.</summary>
    public required int RangeBits { get; init; }

    /// <summary>How often half of the items go to the other half of the buckets.</summary>
    public required int Levels { get; init; }

    /// <summary>Blocks of the range in which up to so many numbers are drawn are done at once. Up to 8,192: as many as a second-level cache can tell apart.</summary>
    public required int BlockDraws { get; init; }

    public int Buckets => 1 << Levels;

    public override nint SampleBytes => (Math.Max(BucketItems * Buckets, Items) * sizeof(uint) + 63) & -64;

    public override nint WorkspaceBytes =>
        SampleBytes + (Buckets * sizeof(long)) + 256 + Math.Max(SparseSelection.BytesFor(this), BytesToShuffle(BucketItems));

    public static SparsePlan Of(int items, int range)
    {
        var bits = BitOperations.Log2((uint)range - 1) + 1;
        var powerPerRange = (double)(1L << bits) / range;
        var draws = (double)items;
        for (var step = 0; step < 20; step++)
        {
            // At most draws² ÷ 2 range pairs of draws are equal, in the mean.
            var inRange = draws / powerPerRange;
            draws = (items + (inRange * inRange / (2.0 * range)) + (Margin * Math.Sqrt(draws))) * powerPerRange;
        }

        var levels = 0;
        while (levels < 6 && items > (long)CachedItems << (levels + 1))
        {
            levels++;
        }

        return new SparsePlan
        {
            Items = items,
            Range = range,
            Draws = (nint)draws + 1,
            RangeBits = bits,
            BlockDraws = (int)Math.Min(8192, draws + 1),
            Levels = levels,
            BucketItems = AtMost(draws / powerPerRange / (1 << levels)),
        };
    }
}
