using Akka.Routing;
using Mul.Host.Reports.Documents;
using Mul.Host.Tests.Profiles.Live;

namespace Mul.Host.Tests.Profiles;

/// <summary>A router goes by the type that its name stands for, and a profile may say which that is.</summary>
public sealed class RouterAliasSpecs
{
    [Theory]
    [InlineData("rr", "Akka.Routing.RoundRobinPool", typeof(RoundRobinPool))]
    [InlineData("round-robin-pool", "Akka.Routing.SmallestMailboxPool", typeof(SmallestMailboxPool))]
    public void A_name_that_the_profile_maps_is_the_router_that_it_maps_it_to(string name, string type, Type router)
    {
        var examination = Plans.Examine($$"""
            akka.actor.router.type-mapping.{{name}} = "{{type}}"
            akka.actor.deployment { /crunchers { router = {{name}}, nr-of-instances = 2 } }
            """);

        var pool = Assert.Single(examination.Pools);
        Assert.Equal((name, router), (pool.Router, pool.RouterType));
        Assert.Contains(ExplainReport.Pools(examination).Rows, row => row.SequenceEqual(["router", $"{name}\n({type})"]));
    }

    [Fact]
    public void A_router_without_the_constructor_that_Akka_uses_is_refused() => Assert.Equal(
        "live.hocon:1: type-mapping has Mul.Host.Tests.Profiles.OwnRouter, Mul.Host.Tests for router = mine, which cannot serve: OwnRouter has no public constructor (Config). Remove the mapping, or name a router's type that can.",
        Assert.Single(Plans.Examine("""
            akka.actor.router.type-mapping.mine = "Mul.Host.Tests.Profiles.OwnRouter, Mul.Host.Tests"
            akka.actor.deployment { /crunchers { router = mine, nr-of-instances = 2 } }
            """).Refusals).ToString());

    [Fact]
    public void A_mailbox_that_is_generic_is_refused() => Assert.Contains(
        "cannot serve: OwnMailbox`1 is generic, and it is not said of what. Name a type that can.",
        Assert.Single(Plans.Examine("""
            box.mailbox-type = "Mul.Host.Tests.Profiles.OwnMailbox`1, Mul.Host.Tests"
            akka.actor.deployment { /crunchers { router = round-robin-pool, nr-of-instances = 2 } }
            akka.actor.deployment."/crunchers/*".mailbox = box
            """).Refusals).ToString(),
        StringComparison.Ordinal);

    [Fact]
    public void Of_Akkas_own_names_nothing_more_is_said()
    {
        var examination = Plans.Examine("akka.actor.deployment { /crunchers { router = random-pool, nr-of-instances = 2 } }");

        Assert.Equal(typeof(RandomPool), Assert.Single(examination.Pools).RouterType);
        Assert.Contains(ExplainReport.Pools(examination).Rows, row => row.SequenceEqual(["router", "random-pool"]));
    }
}
