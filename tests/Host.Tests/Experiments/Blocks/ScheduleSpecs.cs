using Mul.Host.Experiments.Blocks;

namespace Mul.Host.Tests.Experiments.Blocks;

public sealed class ScheduleSpecs
{
    [Fact]
    public void A_block_runs_every_profile_once() =>
        Assert.Equal([0, 1, 2, 3, 4], Schedule.Of(5, block: 3, seed: 7).Order());

    [Fact]
    public void An_order_follows_from_seed_and_block_alone() =>
        Assert.Equal(Schedule.Of(5, block: 3, seed: 7), Schedule.Of(5, block: 3, seed: 7));

    [Fact]
    public void Every_order_of_three_profiles_comes_up_about_as_often_as_any_other()
    {
        var counts = Enumerable.Range(1, 6_000).GroupBy(block => string.Join(",", Schedule.Of(3, block, seed: 1))).Select(order => order.Count()).ToArray();

        // 6 orders of 1,000 each; the standard deviation of a count is 29, and five of those are allowed.
        Assert.Equal(6, counts.Length);
        Assert.All(counts, count => Assert.InRange(count, 1_000 - 145, 1_000 + 145));
    }
}
