using Mul.Actors.Jobs;
using Mul.Host.Profiles;
using Mul.Host.Tests.Profiles;
using Mul.Host.Workloads;

namespace Mul.Host.Tests.Workloads;

public sealed class ProfileSystemSpecs
{
    private static readonly FakeWorkload.FakePool Pool = new("crunchers", _ => Handling.Blocking);

    [Fact]
    public void A_pool_that_does_not_start_is_the_profiles_fault()
    {
        using var system = new ProfileSystem(ProfileLoader.FromText("x", "x.hocon", "akka.actor.deployment./crunchers { nr-of-instances = 2 }"));

        var refusal = Assert.Throws<UserException>(() => system.Deploy(Pool, null!));

        Assert.Equal(UserException.BrokenProfile, refusal.ExitCode);
        Assert.StartsWith("x.hocon: Akka.NET does not start the pool /crunchers under it: ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pool_behind_which_the_system_goes_down_is_the_profiles_fault()
    {
        using var system = new ProfileSystem(ProfileLoader.FromText(
            "x", "x.hocon", "akka.actor.deployment./crunchers { router = round-robin-pool, nr-of-instances = 2, pool-dispatcher = nosuch }"));

        var refusal = Assert.Throws<UserException>(() => system.Deploy(Pool, null!));

        Assert.Equal(UserException.BrokenProfile, refusal.ExitCode);
        Assert.Contains("nosuch", refusal.Message, StringComparison.Ordinal);
    }
}
