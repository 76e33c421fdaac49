using Mul.Host.Experiments.SearchSpace;
using Mul.Host.Experiments.Tuning;
using Mul.Host.Simulation;

namespace Mul.Host.Tests.Experiments.Tuning;

public sealed class ShortlistSpecs
{
    private static readonly PoolSize[] Sizes = [.. Enumerable.Range(0, 5).Select(power => new PoolSize(1 << power, 1 << power))];

    [Fact]
    public void The_fastest_predicted_come_first_of_those_alike_the_smaller_and_what_takes_more_than_twice_as_long_not_at_all() =>
        Assert.Equal([3, 4, 2], Shortlist.Of(Bands(8, 4, 2, 1.01, 1), Sizes, byMakespan: true, 0.03));

    [Fact]
    public void It_is_where_the_objective_does_not_follow_from_the_makespan() =>
        Assert.Equal([3, 4, 2, 1, 0], Shortlist.Of(Bands(8, 4, 2, 1.01, 1), Sizes, byMakespan: false, 0.03));

    private static Band[] Bands(params double[] medians) => Array.ConvertAll(medians, median => new Band(median, 0.97 * median, 1.03 * median));
}
