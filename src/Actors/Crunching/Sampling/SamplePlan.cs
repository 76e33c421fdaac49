namespace Mul.Actors.Crunching.Sampling;

/// <summary>The sizes with which a sample is taken. They decide how fast it is, never how likely an outcome.</summary>
/// <remarks>Computed by sums, products and square roots alone, which are rounded alike everywhere: one plan for all machines.</remarks>
internal abstract record SamplePlan
{
    /// <summary>
    /// Standard deviations by which a random count may miss its mean before the sample is taken again: with some hundred counts a
    /// sample, less than one in 10⁸.
    /// </summary>
    protected const double Margin = 7;

    // As many as a first-level cache of 48 KiB holds.
    protected const int CachedItems = 10_240;

    public required int Items { get; init; }

    public required int Range { get; init; }

    /// <summary>Pieces of up to so many items are shuffled; larger ones are dealt into four first. Default: 10,240, as many as a first-level cache of 48 KiB holds.</summary>
    public int ShuffledItems { get; init; } = CachedItems;

    /// <summary>Items that a bucket may hold: an attempt that chance gives more to one is made again.</summary>
    public required nint BucketItems { get; init; }

    /// <summary>Bytes that first hold the buckets, then the sample.</summary>
    public abstract nint SampleBytes { get; }

    /// <summary>Bytes of everything. Much of it is touched only if the dice fall very unevenly.</summary>
    public abstract nint WorkspaceBytes { get; }

    public static SamplePlan For(int items, int range) =>
        items < range / SparsePlan.Sparsity && range > SparsePlan.SmallRange ? SparsePlan.Of(items, range) : DensePlan.Of(items, range);

    /// <summary>A count that a random count with this mean and at most its variance does not exceed.</summary>
    protected static nint AtMost(double mean) => (nint)(mean + (Margin * Math.Sqrt(mean))) + 1;

    // A bucket's items, and then for each depth a byte of digits, four bytes of item and three pieces' room that stays empty.
    protected static nint BytesToShuffle(nint bucketItems) => (bucketItems * 40) + (1 << 16);
}
