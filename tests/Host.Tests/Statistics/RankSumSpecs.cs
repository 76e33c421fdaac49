using Mul.Host.Statistics;

namespace Mul.Host.Tests.Statistics;

public sealed class RankSumSpecs
{
    [Fact]
    public void With_two_values_each_the_six_orders_give_0_1_2_2_3_4() =>
        AssertClose([1 / 6.0, 2 / 6.0, 4 / 6.0, 5 / 6.0, 1], RankSum.Cumulative(2, 2));

    [Theory]
    [InlineData(1, 6)]
    [InlineData(4, 7)]
    [InlineData(8, 5)]
    public void The_distribution_is_that_of_all_orders(int n, int m)
    {
        // Each subset of n places of n + m is one order; U counts the pairs in which a place of the subset lies higher.
        var counts = new int[n * m + 1];
        for (var subset = 0; subset < 1 << (n + m); subset++)
        {
            if (int.PopCount(subset) == n)
            {
                var places = Enumerable.Range(0, n + m).Where(place => (subset >> place & 1) == 1);
                counts[places.Select((place, lower) => place - lower).Sum()]++;
            }
        }

        var below = 0;
        AssertClose([.. counts.Select(count => (below += count) / (double)counts.Sum())], RankSum.Cumulative(n, m));
    }

    // Two-sided critical values at 0.05, in every textbook's table of Mann and Whitney's U.
    [Theory]
    [InlineData(5, 5, 2)]
    [InlineData(6, 6, 5)]
    [InlineData(8, 8, 13)]
    [InlineData(7, 12, 18)]
    [InlineData(10, 10, 23)]
    [InlineData(10, 20, 55)]
    [InlineData(20, 20, 127)]
    public void Critical_values_are_those_of_published_tables(int n, int m, int critical)
    {
        var cumulative = RankSum.Cumulative(n, m);

        Assert.True(2 * cumulative[critical] <= 0.05);
        Assert.True(2 * cumulative[critical + 1] > 0.05);
        AssertClose(cumulative, RankSum.Cumulative(m, n));
    }

    private static void AssertClose(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 12));
    }
}
