using FsCheck.Xunit;
using Mul.Host.Statistics;

namespace Mul.Host.Tests.Statistics;

public sealed class SignedRankSpecs
{
    [Fact]
    public void With_three_pairs_the_eight_sign_patterns_give_0_1_2_3_3_4_5_6() =>
        Assert.Equal([1 / 8.0, 2 / 8.0, 3 / 8.0, 5 / 8.0, 6 / 8.0, 7 / 8.0, 1], SignedRank.Cumulative(3));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(9)]
    [InlineData(12)]
    public void The_distribution_is_that_of_all_sign_patterns(int pairs)
    {
        var counts = new int[pairs * (pairs + 1) / 2 + 1];
        for (var signs = 0; signs < 1 << pairs; signs++)
        {
            counts[Enumerable.Range(1, pairs).Where(rank => (signs >> (rank - 1) & 1) == 1).Sum()]++;
        }

        var below = 0;
        var expected = counts.Select(count => (below += count) / Math.Pow(2, pairs));

        Assert.Equal(expected, SignedRank.Cumulative(pairs));
    }

    // Two-sided critical values at 0.05: F. Wilcoxon and R. A. Wilcox, Some Rapid Approximate Statistical Procedures (1964), table 2,
    // as reprinted by the University of York, www.york.ac.uk/depts/maths/tables/wilcoxon.htm; from n = 30 as in most textbooks.
    [Theory]
    [InlineData(6, 0)]
    [InlineData(7, 2)]
    [InlineData(8, 3)]
    [InlineData(9, 5)]
    [InlineData(10, 8)]
    [InlineData(11, 10)]
    [InlineData(12, 13)]
    [InlineData(13, 17)]
    [InlineData(14, 21)]
    [InlineData(15, 25)]
    [InlineData(16, 29)]
    [InlineData(17, 34)]
    [InlineData(18, 40)]
    [InlineData(19, 46)]
    [InlineData(20, 52)]
    [InlineData(21, 58)]
    [InlineData(22, 65)]
    [InlineData(23, 73)]
    [InlineData(24, 81)]
    [InlineData(25, 89)]
    [InlineData(30, 137)]
    [InlineData(40, 264)]
    [InlineData(50, 434)]
    public void Critical_values_are_those_of_published_tables(int pairs, int critical)
    {
        var cumulative = SignedRank.Cumulative(pairs);

        Assert.True(2 * cumulative[critical] <= 0.05);
        Assert.True(2 * cumulative[critical + 1] > 0.05);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(200)]
    public void Many_pairs_neither_overflow_nor_lose_symmetry(int pairs)
    {
        var cumulative = SignedRank.Cumulative(pairs);
        var middle = cumulative.Length / 2;

        Assert.Equal(1, cumulative[^1], 12);
        Assert.Equal(Math.Pow(2, -pairs), cumulative[0]);
        Assert.Equal(1 - cumulative[middle - 10], cumulative[^(middle - 10 + 2)], 12);
    }

    [Theory]
    [InlineData(100, 0.001)]
    [InlineData(400, 0.00025)]
    public void The_normal_distribution_agrees_with_the_exact_one(int pairs, double within) =>
        Assert.All(SignedRank.Exact(pairs).Zip(SignedRank.Approximate(pairs)), pair => Assert.Equal(pair.First, pair.Second, within));

    [Fact]
    public void Of_a_thousand_pairs_the_distribution_is_the_normal_one() =>
        Assert.Equal(SignedRank.Approximate(1_000), SignedRank.Cumulative(1_000));

    [Fact]
    public void Five_pairs_cannot_reach_0_05_and_six_reach_0_031()
    {
        Assert.Equal(0.0625, 2 * SignedRank.Cumulative(5)[0]);
        Assert.Equal(0.03125, 2 * SignedRank.Cumulative(6)[0]);
    }

    [Property]
    public bool The_distribution_never_falls(byte pairs) =>
        SignedRank.Cumulative(1 + pairs % 50) is var cumulative && cumulative.Zip(cumulative.Skip(1)).All(step => step.First <= step.Second);
}
