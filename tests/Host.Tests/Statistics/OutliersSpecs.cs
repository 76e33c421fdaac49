using FsCheck.Xunit;
using Mul.Host.Statistics;

namespace Mul.Host.Tests.Statistics;

[Properties(Arbitrary = [typeof(Seeds)], Replay = Seeds.Replay)]
public sealed class OutliersSpecs
{
    [Fact]
    public void A_modified_z_score_counts_deviations_in_1_4826_times_their_median()
    {
        // Median 5; deviations 4, 3, 0, 2, 35, their median 3.
        var scores = Outliers.ModifiedZ([1, 2, 5, 7, 40]);

        Assert.Equal(35 / (1.4826 * 3), scores[4], 12);
        Assert.Equal(0, scores[2]);
    }

    [Fact]
    public void A_value_more_than_10_scores_away_is_an_outlier()
    {
        // Median 100, median deviation 1: the limit lies at 100 ± 14.826.
        double[] rest = [98, 99, 99, 100, 101, 101, 102];

        Assert.Empty(Outliers.Of([.. rest, 114.8, 100]));
        Assert.Equal([7], Outliers.Of([.. rest, 114.9, 100]));
    }

    [Fact]
    public void Where_most_values_are_equal_the_mean_deviation_takes_the_medians_place() =>
        // Deviations 0 × 19 and 5: mean 0.25, so 5 lies 5 / (1.2533 · 0.25) = 15.96 scores away.
        Assert.Equal([19], Outliers.Of([.. Enumerable.Repeat(3.0, 19), 8]));

    [Fact]
    public void Equal_values_have_no_outlier() => Assert.Empty(Outliers.Of([3, 3, 3]));

    [Fact]
    public void No_values_have_no_outlier() => Assert.Empty(Outliers.Of([]));

    [Property]
    public bool Outliers_do_not_depend_on_unit_or_origin(int seed)
    {
        var random = new Random(seed);
        double[] values = [.. Enumerable.Range(0, 12).Select(i => Draw.Normal(random) + (i == 5 ? 30 : 0))];

        return Outliers.Of(values).SequenceEqual(Outliers.Of(Array.ConvertAll(values, value => 1000 * value + 7)));
    }
}
