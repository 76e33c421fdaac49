using Mul.Actors.Jobs;
using Mul.Host.Experiments.Predicting;
using Mul.Host.Simulation;
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
        Assert.Equal([16, 100, 1], plan.Shared.Select(shared => shared.Round));
    }

    [Fact]
    public void No_more_jobs_of_a_pool_are_at_once_than_the_window_lets()
    {
        var samples = Records.Plan(blocks: 1, "a").Samples with { Window = 8 };

        var plan = Predictions.PlanOf(samples, WhatIf.Nothing, [Pool(ThreadPool(), routees: 1_000, Handling.Async)], new int[200], [null], routees: 0, nodes: 0);

        Assert.Equal(8, plan.Shared[0].Round);
    }

    [Fact]
    public void Where_jobs_compute_every_routee_has_a_first_one_however_few_are_at_once()
    {
        var run = new PilotRun([TimeSpan.FromMilliseconds(10)], TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(10), TimeSpan.Zero);
        var piloted = new Piloted(run, run, AtOnce: 1, Cores: 2, Handling.Blocking);

        var plan = Predictions.PlanOf(Records.Plan(blocks: 1, "a").Samples, WhatIf.Nothing, [Pool(Fixed(2), routees: 8)], new int[48], [piloted], routees: 0, nodes: 0);

        Assert.Equal(8, plan.Shared[0].Round);
    }

    [Fact]
    public void Where_routees_hand_their_jobs_on_nothing_can_be_predicted()
    {
        var refused = Assert.Throws<UserException>(() => Predictions.RefuseDelegating([Pool(ThreadPool(), routees: 4), Pool(ThreadPool(), routees: 4, Handling.Delegating)]));

        Assert.StartsWith("/user/workers: its routees hand their jobs on", refused.Message, StringComparison.Ordinal);
    }
}
