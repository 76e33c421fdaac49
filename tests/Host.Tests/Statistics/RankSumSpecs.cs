using Mul.Host.Statistics;

namespace Mul.Host.Tests.Statistics;

public sealed class RankSumSpecs
{
    [Fact]
    public void With_two_values_each_the_six_orders_give_0_1_2_2_3_4() =>
        AssertClose([1 / 6.0, 2 / 6.0, 4 / 6.0, 5 / 6.0, 1], RankSum.Exact(2, 2));

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
        AssertClose([.. counts.Select(count => (below += count) / (double)counts.Sum())], RankSum.Exact(n, m));
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
        var cumulative = RankSum.Exact(n, m);

        Assert.True(2 * cumulative[critical] <= 0.05);
        Assert.True(2 * cumulative[critical + 1] > 0.05);
        AssertClose(cumulative, RankSum.Exact(m, n));
    }

    [Theory]
    [InlineData(20, 20, 0.0025)]
    [InlineData(15, 60, 0.0025)]
    [InlineData(100, 100, 0.0005)]
    public void The_normal_distribution_agrees_with_the_exact_one(int n, int m, double within) =>
        Assert.All(RankSum.Exact(n, m).Zip(RankSum.Approximate(n, m, ties: 0)), pair => Assert.Equal(pair.First, pair.Second, within));

    [Fact]
    public void Of_large_samples_the_distribution_is_the_normal_one_and_ties_make_it_narrower()
    {
        double[] first = [.. Enumerable.Range(0, 200).Select(i => (double)i)];
        double[] second = [.. Enumerable.Range(200, 300).Select(i => (double)i)];

        // Of 500 values in pairs: 250 groups of 2³ − 2.
        Assert.Equal(RankSum.Approximate(200, 300, ties: 0), RankSum.Cumulative(first, second));
        Assert.Equal(RankSum.Approximate(200, 300, ties: 250 * 6), RankSum.Cumulative([.. first.Select(Halved)], [.. second.Select(Halved)]));
        Assert.True(RankSum.Approximate(200, 300, ties: 250 * 6)[20_000] < RankSum.Approximate(200, 300, ties: 0)[20_000]);

        static double Halved(double value) => Math.Floor(value / 2);
    }

    [Fact]
    public void Values_that_are_all_equal_differ_by_nothing_for_certain()
    {
        double[] ones = [.. Enumerable.Repeat(1.0, 101)];

        Assert.Equal(new RatioEstimate(1, 1, 1, 1), UnpairedRatio.Of(ones, ones));
    }

    private static void AssertClose(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 12));
    }
}
