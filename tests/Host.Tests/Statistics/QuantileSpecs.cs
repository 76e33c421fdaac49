using Mul.Host.Statistics;

namespace Mul.Host.Tests.Statistics;

public sealed class QuantileSpecs
{
    [Theory]
    [InlineData(0, 10)]
    [InlineData(0.25, 17.5)] // Position 0.75 of 0 … 3: three quarters of the way from 10 to 20.
    [InlineData(0.5, 25)]
    [InlineData(0.9, 37)]
    [InlineData(1, 40)]
    public void A_quantile_lies_between_its_neighbours_in_proportion(double probability, double expected) =>
        Assert.Equal(expected, Quantile.Of([10, 20, 30, 40], probability), 12);

    [Fact]
    public void Every_quantile_of_one_value_is_that_value() => Assert.Equal(7, Quantile.Of([7], 0.99));

    [Fact]
    public void A_sample_without_values_has_no_quantile() => Assert.Throws<ArgumentException>(() => Quantile.Of([], 0.5));

    [Theory]
    [InlineData(-0.01)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void A_probability_lies_between_0_and_1(double probability) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Quantile.Of([1, 2], probability));

    [Fact]
    public void The_median_of_an_even_number_of_values_is_the_mean_of_the_middle_two() => Assert.Equal(3, Median.Of([9, 1, 4, 2]));

    [Fact]
    public void Percentiles_of_1_to_101_are_read_off_and_leave_the_sample_as_it_was()
    {
        double[] values = [.. Enumerable.Range(1, 101).Reverse()];

        Assert.Equal(new Percentiles(Mean: 51, P50: 51, P90: 91, P99: 100, Max: 101), Percentiles.Of(values));
        Assert.Equal(101, values[0]);
    }

    [Fact]
    public void A_pool_without_jobs_has_no_percentiles() => Assert.Null(Percentiles.Of([]));
}
