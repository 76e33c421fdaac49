using Akka.Actor;
using Akka.Configuration;
using Mul.Actors.Jobs;
using Mul.Host.Experiments.Samples;
using Mul.Host.Tests.Profiles;
using Mul.Host.Workloads;

namespace Mul.Host.Tests.Workloads;

public sealed class PlugInWorkloadSpecs
{
    [Theory]
    [InlineData("takers")]
    [InlineData("order-takers")]
    [InlineData("Takers2")]
    public void A_pool_is_named_with_letters_digits_and_hyphens(string name) => Assert.Equal(name, WithPool(name).Pools[0].Name);

    // A name stands unquoted in HOCON and begins a parameter in C#.
    [Theory]
    [InlineData("")]
    [InlineData("order.takers")]
    [InlineData("order takers")]
    [InlineData("order+takers")]
    [InlineData("takers@home")]
    [InlineData("a:b=c~d")]
    [InlineData("größe")]
    [InlineData("takers\n")]
    [InlineData("3d-models")]
    [InlineData("-takers")]
    [InlineData(MeasuredRun.Bystander)]
    [InlineData(MeasuredRun.TimedBystander)]
    public void Any_other_name_is_refused(string name)
    {
        var refused = Assert.Throws<UserException>(() => WithPool(name));

        Assert.EndsWith("cannot be a pool's name: letters, digits and hyphens, a letter first.", refused.Message, StringComparison.Ordinal);
    }

    private static PlugInWorkload WithPool(string name) => new(new FakeWorkload("orders", new NamedPool(name)), new PlugInFault("My.dll"));

    private sealed class NamedPool(string name) : WorkloadPool(name)
    {
        public override Props PropsFor(PoolSetup setup) => Props.Empty;

        public override Handling HandlingFor(Config profile) => Handling.Blocking;
    }
}
