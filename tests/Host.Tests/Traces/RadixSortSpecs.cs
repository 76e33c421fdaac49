using Mul.Host.Traces;

namespace Mul.Host.Tests.Traces;

public sealed class RadixSortSpecs
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(100, 1_000)]
    [InlineData(2_048, 10)]
    [InlineData(2_049, 10)]
    [InlineData(5_000, 1)]
    [InlineData(5_000, 2)]
    [InlineData(5_000, 1 << 11)]
    [InlineData(5_000, (1 << 11) + 1)]
    [InlineData(100_000, 9_000_000_000)]
    [InlineData(100_000, long.MaxValue)]
    public void Values_are_put_in_the_order_in_which_comparing_puts_them(int count, long range)
    {
        var random = new Random(7);
        AssertSorted([.. Enumerable.Range(0, count).Select(_ => random.NextInt64(range))]);
        AssertSorted([.. Enumerable.Range(0, count).Select(_ => random.NextInt64(range) - (range / 2))]);
        AssertSorted([.. Enumerable.Range(0, count).Select(i => (long)i)]);
        AssertSorted([.. Enumerable.Range(0, count).Select(i => (long)-i)]);
    }

    [Fact]
    public void From_the_least_value_that_there_is_to_the_greatest() =>
        AssertSorted([.. Enumerable.Range(0, 3_000).Select(i => (i % 3) switch { 0 => long.MaxValue, 1 => long.MinValue, _ => i })]);

    private static void AssertSorted(long[] values)
    {
        long[] expected = [.. values.Order()];
        RadixSort.Sort(values, new TickMemory());

        Assert.Equal(expected, values);
    }
}
