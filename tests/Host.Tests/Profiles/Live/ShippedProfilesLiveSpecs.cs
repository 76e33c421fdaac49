using Mul.Host.Profiles;

namespace Mul.Host.Tests.Profiles.Live;

public sealed class ShippedProfilesLiveSpecs
{
    public static IEnumerable<object[]> Names => ShippedProfiles.Names.Select(name => new object[] { name });

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Each_routee_of_a_shipped_profile_runs_on_the_planned_dispatcher(string name)
    {
        var source = ProfileLoader.Read(name);
        var plans = ProfileExamination.Of(source, FakeWorkload.All, wanted: null, Environment.ProcessorCount).Pools;
        await using var live = LiveSystem.Start(source.Hocon);

        foreach (var plan in plans)
        {
            // Round robin reaches every routee once, whatever the router: no message waits when the next one is told.
            var seen = await live.SeeAsync(plan.Routees, plan.Pool);

            Assert.All(seen, one => Assert.True(plan.Given.IsSeenAs(one.Dispatcher), $"{plan.Pool}: {plan.Given} but {one.Dispatcher}"));
        }
    }
}
