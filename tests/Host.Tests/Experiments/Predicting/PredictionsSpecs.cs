using Mul.Actors.Jobs;
using Mul.Host.Experiments.Predicting;
using static Mul.Host.Tests.Simulation.Plans;

namespace Mul.Host.Tests.Experiments.Predicting;

public sealed class PredictionsSpecs
{
    [Fact]
    public void No_more_jobs_of_a_pool_are_at_once_than_it_has()
    {
        var pool = Pool(ThreadPool(), routees: 1_000, Handling.Async);
        int[] poolOfJob = [.. Enumerable.Repeat(0, 16), .. Enumerable.Repeat(1, 100)];

        var plan = Predictions.PlanOf(Records.Plan(blocks: 1, "a").Samples, WhatIf.Nothing, [pool, pool, pool], poolOfJob, [null, null, null], routees: 0, nodes: 0);

        // A pool without jobs has rounds of none, and no division by it.
        Assert.Equal([16, 100, 1], plan.Shared.Select(shared => shared.AtOnce));
    }

    [Fact]
    public void No_more_jobs_of_a_pool_are_at_once_than_the_window_lets()
    {
        var samples = Records.Plan(blocks: 1, "a").Samples with { Window = 8 };

        var plan = Predictions.PlanOf(samples, WhatIf.Nothing, [Pool(ThreadPool(), routees: 1_000, Handling.Async)], new int[200], [null], routees: 0, nodes: 0);

        Assert.Equal(8, plan.Shared[0].AtOnce);
    }

    [Fact]
    public void Where_routees_hand_their_jobs_on_nothing_can_be_predicted()
    {
        var refused = Assert.Throws<UserException>(() => Predictions.RefuseDelegating([Pool(ThreadPool(), routees: 4), Pool(ThreadPool(), routees: 4, Handling.Delegating)]));

        Assert.StartsWith("/user/workers: its routees hand their jobs on", refused.Message, StringComparison.Ordinal);
    }
}
