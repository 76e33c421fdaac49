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
    public void Of_Akkas_own_names_nothing_more_is_said()
    {
        var examination = Plans.Examine("akka.actor.deployment { /crunchers { router = random-pool, nr-of-instances = 2 } }");

        Assert.Equal(typeof(RandomPool), Assert.Single(examination.Pools).RouterType);
        Assert.Contains(ExplainReport.Pools(examination).Rows, row => row.SequenceEqual(["router", "random-pool"]));
    }
}
