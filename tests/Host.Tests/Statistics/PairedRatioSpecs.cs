using FsCheck.Xunit;
using Mul.Host.Statistics;

namespace Mul.Host.Tests.Statistics;

[Properties(Arbitrary = [typeof(Seeds)], Replay = Seeds.Replay)]
public sealed class PairedRatioSpecs
{
    // Hamilton's depression scale before and after the first therapy session: Hollander, Wolfe and Chicken, Nonparametric
    // Statistical Methods, table 3.1, and the example of R's wilcox.test. The book works on differences, so these are the logarithms.
    private static readonly double[] Before = [1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30];
    private static readonly double[] After = [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29];

    [Fact]
    public void A_textbooks_example_has_the_textbooks_estimate_interval_and_probability()
    {
        var estimate = PairedRatio.Of(Array.ConvertAll(Before, Math.Exp), Array.ConvertAll(After, Math.Exp));

        Assert.Equal(-0.46, Math.Log(estimate.Ratio), 6);
        Assert.Equal(-0.786, Math.Log(estimate.Low), 6);
        Assert.Equal(-0.010, Math.Log(estimate.High), 6);
        Assert.Equal(0.0390625, estimate.P, 12);
    }

    [Fact]
    public void Six_blocks_that_agree_span_from_the_least_ratio_to_the_largest()
    {
        var estimate = PairedRatio.Of([1, 1, 1, 1, 1, 1], [1.5, 1.1, 1.4, 1.2, 1.6, 1.3]);

        Assert.Equal(1.1, estimate.Low, 12);
        Assert.Equal(1.6, estimate.High, 12);
        Assert.Equal(2 / 64.0, estimate.P);
    }

    [Fact]
    public void The_ratio_is_the_median_of_the_averages_of_all_pairs()
    {
        // Logarithms 1, 2, 4: averages 1, 1.5, 2, 2.5, 3, 4.
        var estimate = PairedRatio.Of([1, 1, 1], [Math.Exp(1), Math.Exp(2), Math.Exp(4)]);

        Assert.Equal(2.25, Math.Log(estimate.Ratio), 12);
    }

    [Fact]
    public void Five_blocks_give_a_ratio_and_no_interval()
    {
        var estimate = PairedRatio.Of([1, 1, 1, 1, 1], [2, 2.1, 2.2, 2.3, 2.4]);

        Assert.Equal((0, double.PositiveInfinity), (estimate.Low, estimate.High));
        Assert.Equal(0.0625, estimate.P);
    }

    [Fact]
    public void Equal_pairs_count_against_a_difference()
    {
        // The two equal pairs have three averages of exactly 0, which count against the rest: P(T⁺ ≤ 3) of six pairs is 5/64.
        var estimate = PairedRatio.Of([1, 1, 1, 1, 1, 1], [1, 1, 1.1, 1.2, 1.3, 1.4]);

        Assert.Equal(10 / 64.0, estimate.P);
        Assert.Equal(1, estimate.Low);
    }

    [Fact]
    public void Samples_that_never_differ_have_the_ratio_1_without_doubt_and_without_evidence() =>
        Assert.Equal(new RatioEstimate(1, 1, 1, 1), PairedRatio.Of([3, 4, 5, 6, 7, 8], [3, 4, 5, 6, 7, 8]));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_sample_that_has_no_ratio_is_refused(double sample) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => PairedRatio.Of([1, 1], [1, sample]));

    [Fact]
    public void Samples_without_their_block_are_refused() => Assert.Throws<ArgumentException>(() => PairedRatio.Of([1, 1], [1]));

    [Property]
    public bool The_interval_holds_the_shifts_that_no_enumeration_of_sign_patterns_rejects(int seed)
    {
        var random = new Random(seed);
        double[] logs = [.. Enumerable.Range(0, 6 + random.Next(7)).Select(_ => 0.2 + Draw.Normal(random))];
        var alpha = new[] { 0.2, 0.1, 0.05 }[random.Next(3)];

        var estimate = PairedRatio.Of(Array.ConvertAll(logs, _ => 1.0), Array.ConvertAll(logs, Math.Exp), alpha);

        const double Step = 1e-9;
        var (low, high) = (Math.Log(estimate.Low), Math.Log(estimate.High));
        return !Rejects(low + Step) && Rejects(low - Step) && !Rejects(high - Step) && Rejects(high + Step);

        bool Rejects(double shift) => EnumeratedP([.. logs.Select(log => log - shift)]) <= alpha;
    }

    [Property]
    public bool The_probability_is_at_most_alpha_exactly_if_the_interval_excludes_1(int seed)
    {
        var random = new Random(seed);
        double[] baseline = [.. Enumerable.Range(0, 6 + random.Next(10)).Select(_ => 1.0 + random.Next(4))];
        double[] candidate = [.. baseline.Select(_ => 1.0 + random.Next(5))];

        var estimate = PairedRatio.Of(baseline, candidate);

        return estimate.P <= 0.05 == (estimate.Low > 1 || estimate.High < 1);
    }

    [Property]
    public bool Changing_places_turns_the_ratio_upside_down(int seed)
    {
        var random = new Random(seed);
        double[] one = [.. Enumerable.Range(0, 8).Select(_ => 1 + random.NextDouble())];
        double[] other = [.. one.Select(value => value * (1 + random.NextDouble() / 5))];

        var (there, back) = (PairedRatio.Of(one, other), PairedRatio.Of(other, one));

        return there.P == back.P
            && Math.Abs(there.Ratio * back.Ratio - 1) < 1e-12
            && Math.Abs(there.Low * back.High - 1) < 1e-12;
    }

    [Property]
    public bool What_slows_a_whole_block_changes_nothing(int seed)
    {
        var random = new Random(seed);
        double[] baseline = [.. Enumerable.Range(0, 8).Select(_ => 1 + random.NextDouble())];
        double[] candidate = [.. baseline.Select(_ => 1 + random.NextDouble())];
        double[] drift = [.. baseline.Select(_ => 1 + random.NextDouble())];

        var undisturbed = PairedRatio.Of(baseline, candidate);
        var drifted = PairedRatio.Of([.. baseline.Zip(drift, (x, d) => x * d)], [.. candidate.Zip(drift, (x, d) => x * d)]);

        return Math.Abs(undisturbed.Low - drifted.Low) < 1e-9 && Math.Abs(undisturbed.High - drifted.High) < 1e-9;
    }

    // The textbook's way round: rank the magnitudes, and ask of all sign patterns how many are as extreme.
    private static double EnumeratedP(double[] differences)
    {
        double[] bySize = [.. differences.OrderBy(Math.Abs)];
        var (above, below) = (RankSumWhere(value => value > 0), RankSumWhere(value => value < 0));
        var extreme = 0;
        for (var signs = 0; signs < 1 << bySize.Length; signs++)
        {
            var sum = 0;
            for (var rank = 1; rank <= bySize.Length; rank++)
            {
                sum += (signs >> (rank - 1) & 1) * rank;
            }

            extreme += sum <= Math.Min(above, below) ? 1 : 0;
        }

        return Math.Min(1, 2 * extreme / Math.Pow(2, bySize.Length));

        int RankSumWhere(Func<double, bool> side) => bySize.Select((value, place) => side(value) ? place + 1 : 0).Sum();
    }
}
