using Mul.Actors.Jobs;
using Mul.Host.Nodes;

namespace Mul.Host.Tests.Nodes;

public sealed class OwnAddressSpecs
{
    [Fact]
    public void This_machine_is_reached_from_itself() => Assert.Equal("127.0.0.1", OwnAddress.Towards("127.0.0.1", 4053, "--join 127.0.0.1:4053"));

    // The system lets nobody send to everybody unasked.
    [Fact]
    public void Where_there_is_no_way_the_address_is_named_once_beside_the_option()
    {
        var refused = Assert.Throws<UserException>(() => OwnAddress.Towards("255.255.255.255", 4053, "--join 255.255.255.255:4053"));

        Assert.StartsWith("--join 255.255.255.255:4053: there is no way from this machine to 255.255.255.255: ", refused.Message, StringComparison.Ordinal);
        Assert.Equal(3, refused.Message.Split("255.255.255.255").Length);
    }

    [Fact]
    public void A_name_that_is_not_found_is_said_to_be_unknown()
    {
        var refused = Assert.Throws<UserException>(() => OwnAddress.Towards("no.such.invalid", 4053, "--join no.such.invalid:4053"));

        Assert.DoesNotContain("Unknown error", refused.Message, StringComparison.Ordinal);
    }
}
