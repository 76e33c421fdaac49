namespace Mul.Actors.Crunching;

/// <summary>The sizes with which a sample is taken. They decide how fast it is, never how likely an outcome.</summary>
/// <remarks>Every sum here is exact or correctly rounded, so that a plan is the same on every machine.</remarks>
internal sealed record SamplePlan
{
    // How far a random count may be above or below its mean before the sample is taken again: seven standard
    // deviations, about once in 10¹² samples.
    private const double Margin = 7;
    private const double ItemsPerLine = 32;

    public required int Items { get; init; }

    public required int Range { get; init; }

    /// <summary>With which every number is chosen, in units of 2⁻¹⁶: a little more than needed, so that enough are.</summary>
    public required int Probability { get; init; }

    /// <summary>How often a chunk is dealt into four before its pieces go to 4^levels buckets. From 0 to 4.</summary>
    public required int ScatterLevels { get; init; }

    /// <summary>Pieces of up to so many items are shuffled; larger ones are dealt into four first. Default: what fits a first-level cache of 48 KiB.</summary>
    public int ShuffledItems { get; init; } = 10_240;

    public int Chunks => (int)((Range + (long)BernoulliChunk.Positions - 1) / BernoulliChunk.Positions);

    public int Buckets => 1 << (2 * ScatterLevels);

    /// <summary>Lines of 64 bytes that a bucket has room for. A run's last line may be nearly empty.</summary>
    public required nint BucketLines { get; init; }

    /// <summary>Bytes that first hold the buckets, then the sample.</summary>
    public required nint SampleBytes { get; init; }

    public static SamplePlan For(int items, int range)
    {
        var probability = ProbabilityFor(items, range);
        var chosen = (double)range * probability / 65536;
        var perChunk = Math.Min(range, BernoulliChunk.Positions) * (double)probability / 65536;
        var shuffled = 10_240;

        // Runs of fewer than 64 items would waste much of their last line.
        var levels = 0;
        while (levels < 4 && perChunk / (4 << (2 * levels)) >= 64 && chosen / (4 << (2 * levels)) > shuffled)
        {
            levels++;
        }

        var perBucket = chosen / (1 << (2 * levels));
        var chunks = (range + (long)BernoulliChunk.Positions - 1) / BernoulliChunk.Positions;
        var lines = (nint)Math.Ceiling((perBucket + (Margin * Math.Sqrt(perBucket))) / ItemsPerLine) + (nint)chunks;
        var regions = lines * 64 * (1 << (2 * levels));
        var slack = (nint)(4 * Margin * Math.Sqrt(chosen)) + 4096;
        return new SamplePlan
        {
            Items = items,
            Range = range,
            Probability = probability,
            ScatterLevels = levels,
            ShuffledItems = shuffled,
            BucketLines = lines,
            SampleBytes = (Math.Max(regions, (nint)chosen * sizeof(int)) + slack + 63) & -64,
        };
    }

    // The multiple of 2⁻ᵇ that is large enough, b such that its coins and the superfluous items cost least together.
    private static int ProbabilityFor(int items, int range)
    {
        const double CoinsPerItem = 400;
        var (best, leastCost) = (1 << 16, double.MaxValue);
        for (var bits = 0; bits <= 16; bits++)
        {
            var step = 1 << (16 - bits);
            var probability = (int)(Math.Ceiling((double)items * 65536 / range / step) * step);
            while (probability < 65536 && Shortfall(probability) > 0)
            {
                probability += step;
            }

            probability = Math.Min(probability, 65536);
            var cost = (double)range * bits + (CoinsPerItem * range * probability / 65536);
            if (cost < leastCost)
            {
                (best, leastCost) = (probability, cost);
            }
        }

        return best;

        double Shortfall(int probability)
        {
            var p = probability / 65536.0;
            return items - (range * p) + (Margin * Math.Sqrt(range * p * (1 - p)));
        }
    }
}
