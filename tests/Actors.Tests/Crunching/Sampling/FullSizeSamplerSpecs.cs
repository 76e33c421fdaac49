using Mul.Actors.Crunching.Sampling;

namespace Mul.Actors.Tests.Crunching.Sampling;

/// <summary>Ten million of twenty million, and of two thousand million, as they are taken in earnest.</summary>
[Trait("Speed", "slow")]
public sealed class FullSizeSamplerSpecs
{
    private const int Items = 10_000_000;
    private const int Blocks = 128;

    [Theory]
    [InlineData(20_000_000, 1)]
    [InlineData(20_000_000, 2)]
    [InlineData(20_000_000, 3)]
    [InlineData(10_000_000, 1)]
    [InlineData(100_000_000, 1)]
    [InlineData(2_000_000_000, 1)]
    public void Numbers_are_distinct_and_evenly_spread_over_range_and_places(int range, ulong stream)
    {
        using var sample = Sampler.Take(Items, range, stream, default)!;
        SamplerSpecs.AssertIsSample(sample.Numbers, Items, range);

        var counts = new int[Blocks, Blocks];
        var (numbers, places) = (new double[Blocks], new double[Blocks]);
        for (var place = 0; place < Items; place++)
        {
            var (row, column) = ((int)((long)place * Blocks / Items), (int)((long)sample.Numbers[place] * Blocks / range));
            counts[row, column]++;
            places[row]++;
            numbers[column]++;
        }

        // How many come from each block of the range: hypergeometric, so less spread than with replacement.
        var expected = (double)Items / Blocks;
        var chosen = numbers.Sum(count => (count - expected) * (count - expected) / expected);
        if (range > Items)
        {
            AssertPlausible(chosen / (1 - ((double)Items / range)), Blocks - 1);
        }

        // Given how many, where they are: a table with fixed sums of rows and columns.
        var table = 0.0;
        for (var row = 0; row < Blocks; row++)
        {
            for (var column = 0; column < Blocks; column++)
            {
                var cell = places[row] * numbers[column] / Items;
                table += (counts[row, column] - cell) * (counts[row, column] - cell) / cell;
            }
        }

        AssertPlausible(table, (Blocks - 1) * (Blocks - 1));
    }

    [Theory]
    [InlineData(20_000_000)]
    [InlineData(2_000_000_000)]
    public void Neighbours_ascend_as_often_as_they_descend_around_the_borders_of_buckets_too(int range)
    {
        // Buckets end at random places near the multiples of a 256th: 1.8 standard deviations around each.
        const int Buckets = 256;
        const int Around = 4000;
        var ascents = new int[Buckets - 1];
        const int Pairs = Around / 2;
        using var sample = Sampler.Take(Items, range, stream: 9, default)!;
        for (var border = 1; border < Buckets; border++)
        {
            var first = (int)((long)Items * border / Buckets) - (Around / 2);
            for (var pair = 0; pair < Pairs; pair++)
            {
                ascents[border - 1] += sample.Numbers[first + (2 * pair)] < sample.Numbers[first + (2 * pair) + 1] ? 1 : 0;
            }
        }

        AssertPlausible(ascents.Sum(count => Math.Pow(count - (Pairs / 2.0), 2) / (Pairs / 4.0)), Buckets - 1);
    }

    private static void AssertPlausible(double statistic, int degrees)
    {
        var upper = ChiSquare.UpperTail(statistic, degrees);
        Assert.InRange(upper, 1e-4, 1 - 1e-4);
    }
}
