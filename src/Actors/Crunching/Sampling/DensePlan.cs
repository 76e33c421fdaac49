using Mul.Actors.Crunching.Randomness;

namespace Mul.Actors.Crunching.Sampling;

/// <summary>One number in 32 or more: each chosen by coins, chunk by chunk.</summary>
internal sealed record DensePlan : SamplePlan
{
    private const int ItemsPerLine = 32;

    /// <summary>With which every number is chosen, in units of 2⁻¹⁶: a little more than needed, so that enough are.</summary>
    public required int Probability { get; init; }

    /// <summary>How often a chunk is dealt into four before its pieces go to 4^levels buckets. From 0 to 4.</summary>
    public required int Levels { get; init; }

    /// <summary>Lines of 64 bytes that a bucket has room for: enough wherever its items lie, as the last line of each chunk's run may be nearly empty.</summary>
    public nint BucketLines => (BucketItems / ItemsPerLine) + Chunks + 1;

    public int Buckets => 1 << (2 * Levels);

    public int Chunks => ChunksIn(Range);

    // The buckets may be smaller than the sample, as they keep two bytes an item. They lie at its end then, and where
    // they are about as large, the slack keeps the sample from growing into a bucket before that is gathered.
    public override nint SampleBytes =>
        (Math.Max(BucketLines * 64 * Buckets, AtMost(Chosen(Range, Probability)) * sizeof(uint)) + Slack + 63) & -64;

    // By as much as the first buckets' items may be too many.
    private nint Slack => 4096 + ((AtMost(Chosen(Range, Probability)) - (nint)Chosen(Range, Probability)) * sizeof(uint));

    public override nint WorkspaceBytes =>
        SampleBytes + ((nint)Chunks * Buckets * sizeof(int)) + (Buckets * sizeof(long)) + 256
        + Math.Max(DenseSelection.Bytes, BytesToShuffle(BucketLines * ItemsPerLine));

    public static DensePlan Of(int items, int range)
    {
        var probability = ProbabilityFor(items, range);
        var levels = LevelsFor(range, probability);
        return new DensePlan
        {
            Items = items,
            Range = range,
            Probability = probability,
            Levels = levels,
            BucketItems = AtMost(Chosen(range, probability) / (1 << (2 * levels))),
        };
    }

    private static int ChunksIn(int range) => (int)((range + (long)BernoulliChunk.Positions - 1) / BernoulliChunk.Positions);

    private static double Chosen(int range, int probability) => (double)range * probability / BernoulliChunk.Certain;

    // Until a bucket's pieces will be small enough to shuffle, but not into runs shorter than a line, which would take more memory than the sample.
    private static int LevelsFor(int range, int probability)
    {
        const int SmallestRun = 32;
        var levels = 0;
        while (levels < 4
            && Chosen(Math.Min(range, BernoulliChunk.Positions), probability) >= SmallestRun * (4 << (2 * levels))
            && Chosen(range, probability) > CachedItems * (4L << (2 * levels)))
        {
            levels++;
        }

        return levels;
    }

    // The multiple of 2⁻ᵇ that is large enough, b such that coins and superfluous items cost least together.
    private static int ProbabilityFor(int items, int range)
    {
        const double CoinsPerItem = 400;
        var (best, leastCost) = (BernoulliChunk.Certain, double.MaxValue);
        for (var bits = 0; bits <= 16; bits++)
        {
            var probability = LeastSufficient(items, range, BernoulliChunk.Certain >> bits);
            var cost = ((double)range * bits) + (CoinsPerItem * Chosen(range, probability));
            if (cost < leastCost)
            {
                (best, leastCost) = (probability, cost);
            }
        }

        return best;
    }

    // The more likely each number, the likelier there are enough: so halving the interval finds the least.
    private static int LeastSufficient(int items, int range, int step)
    {
        var (low, high) = (1, BernoulliChunk.Certain / step);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Suffices(items, range, middle * step) ? (low, middle) : (middle + 1, high);
        }

        return low * step;
    }

    private static bool Suffices(int items, int range, int probability)
    {
        var (mean, fraction) = (Chosen(range, probability), (double)probability / BernoulliChunk.Certain);
        return mean - (Margin * Math.Sqrt(mean * (1 - fraction))) >= items;
    }
}
