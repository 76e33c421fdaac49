using Mul.Host.Profiles;

namespace Mul.Host.Tests.Profiles.Live;

/// <summary>A profile that the examination lets through is one that Akka.NET starts, and does as planned.</summary>
public sealed class MutationLiveSpecs
{
    [Fact]
    [Trait("Speed", "slow")]
    public async Task What_is_not_refused_starts_and_runs_as_planned()
    {
        var started = 0;
        foreach (var mutant in MutationSpecs.Sample(2_000))
        {
            var examination = ProfileExamination.Of(new ProfileSource("mutant", "mutant.hocon", mutant), FakeWorkload.All, wanted: null, Environment.ProcessorCount);
            if (examination.RefusalsOfRun.Any() || started == 150)
            {
                continue;
            }

            started++;
            await using var live = LiveSystem.Start(mutant);
            foreach (var plan in examination.Pools)
            {
                var seen = await live.SeeAsync(1, plan.Pool);
                Assert.True(plan.Given.IsSeenAs(seen[0].Dispatcher), $"{mutant}\n{plan.Pool}: {plan.Given} but {seen[0].Dispatcher}");
            }
        }

        Assert.InRange(started, 50, 150);
    }
}
