using Mul.Host.Statistics;

namespace Mul.Host.Tests.Statistics;

public sealed class BimodalitySpecs
{
    [Fact]
    public void Two_heaps_are_found_with_their_medians_and_shares()
    {
        // A burst that woke two threads or four: about 800 ms or about 400 ms.
        var found = Of([0.801, 0.403, 0.802, 0.804, 0.402, 0.803, 0.401, 0.802, 0.404, 0.800]);

        Assert.NotNull(found);
        Assert.Equal(0.4025, found.Low, 12);
        Assert.Equal(0.802, found.High, 12);
        Assert.Equal(0.6, found.HighShare, 12);
    }

    [Fact]
    public void A_lone_outlier_is_no_second_heap() =>
        Assert.Null(Of([1.01, 1.02, 1.03, 1.01, 1.02, 1.03, 1.01, 1.02, 1.03, 9]));

    [Fact]
    public void Fewer_than_ten_values_cannot_tell() => Assert.Null(Of([1, 1, 1, 1, 2, 2, 2, 2, 2]));

    [Fact]
    public void Equal_values_are_one_heap() => Assert.Null(Of(Enumerable.Repeat(5.0, 20).ToArray()));

    [Theory]
    [InlineData(10)]
    [InlineData(20)]
    [InlineData(100)]
    public void Of_samples_from_one_normal_distribution_at_most_one_in_a_hundred_looks_bimodal(int size) =>
        Assert.InRange(ShareFound(size, apart: 0), 0, 0.01);

    [Theory]
    [InlineData(10, 0.75)]
    [InlineData(20, 0.97)]
    [InlineData(100, 0.97)]
    public void Of_equal_mixtures_nine_deviations_apart_most_are_found(int size, double share) =>
        Assert.InRange(ShareFound(size, apart: 9), share, 1);

    private static Bimodality? Of(params double[] values) => Bimodality.OfSorted([.. values.Order()]);

    private static double ShareFound(int size, double apart)
    {
        var random = new Random(20);
        const int Samples = 2000;
        return Enumerable.Range(0, Samples).Count(_ =>
            Of([.. Enumerable.Range(0, size).Select(i => 100 + Draw.Normal(random) + i % 2 * apart)]) is not null) / (double)Samples;
    }
}
