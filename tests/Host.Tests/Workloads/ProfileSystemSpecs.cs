using Akka.Actor;
using Akka.Event;
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

    [Fact]
    public void That_a_routee_could_not_be_started_is_known_as_soon_as_it_is_published()
    {
        using var system = new ProfileSystem(ProfileLoader.FromText("x", "x.hocon", "akka.actor.deployment./crunchers { router = round-robin-pool, nr-of-instances = 2 }"));
        var router = system.Deploy(Pool, null!);
        var failure = new ActorInitializationException(router, "Exception during creation", new InvalidOperationException("no database"));

        system.System.EventStream.Publish(new Error(failure, $"{router.Path}/$b", typeof(ActorCell), failure.Message));

        Assert.Equal("/user/crunchers/$b could not be started: InvalidOperationException: no database", system.StartFault);
    }
}
