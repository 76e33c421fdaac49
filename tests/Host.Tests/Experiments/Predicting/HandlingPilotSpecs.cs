using Mul.Actors.Jobs;
using Mul.Host.Experiments.Predicting;
using Mul.Host.Tests.Findings;
using Mul.Host.Traces;

namespace Mul.Host.Tests.Experiments.Predicting;

public sealed class HandlingPilotSpecs
{
    // Eight jobs of two routees on one thread.
    [Theory]
    [InlineData(1, 1, Handling.Blocking)]
    [InlineData(1.9, 2, Handling.Async)]
    [InlineData(7.5, 8, Handling.Delegating)]
    [InlineData(1.2, 3, Handling.Delegating)]
    public void How_many_jobs_are_at_once_says_what_a_routee_does_with_one(double mean, int max, Handling handling) =>
        Assert.Equal(handling, HandlingPilot.HandlingOf(Pilot(mean, max)));

    [Fact]
    public void Jobs_that_all_failed_say_nothing() => Assert.Equal(
        Handling.Unknown,
        HandlingPilot.HandlingOf(Pilot(mean: 2, max: 2) with { Jobs = new JobCounts(Told: 8, Completed: 0, Failed: 8, Cancelled: 0) }));

    private static PoolRecord Pilot(double mean, int max) => Example.Pool with { Concurrency = Example.Pool.Concurrency with { Mean = mean, Max = max } };
}
