using FsCheck.Xunit;
using Mul.Host.Statistics;

namespace Mul.Host.Tests.Statistics;

[Properties(Arbitrary = [typeof(Seeds)], Replay = Seeds.Replay)]
public sealed class HolmSpecs
{
    [Fact]
    public void The_smallest_counts_four_times_the_next_three_times_and_none_less_than_one_before_it() =>
        // Sorted 0.005 · 4, 0.01 · 3, 0.03 · 2, 0.04 · 1 raised to 0.06.
        AssertClose([0.03, 0.06, 0.06, 0.02], Holm.Adjust([0.01, 0.04, 0.03, 0.005]));

    [Fact]
    public void No_probability_exceeds_1() => AssertClose([1, 1], Holm.Adjust([0.7, 0.9]));

    [Fact]
    public void One_comparison_needs_no_adjustment() => AssertClose([0.04], Holm.Adjust([0.04]));

    [Property]
    public bool Adjusting_never_lowers_and_never_changes_the_order(int seed)
    {
        var random = new Random(seed);
        double[] raw = [.. Enumerable.Range(0, random.Next(8)).Select(_ => random.NextDouble())];

        var adjusted = Holm.Adjust(raw);

        var inOrder = raw.Zip(adjusted).OrderBy(pair => pair.First).ToArray();
        return inOrder.All(pair => pair.Second >= pair.First)
            && inOrder.Zip(inOrder.Skip(1)).All(pair => pair.First.Second <= pair.Second.Second);
    }

    private static void AssertClose(double[] expected, double[] actual) =>
        Assert.Equal(expected, actual.Select(value => Math.Round(value, 12)));
}
