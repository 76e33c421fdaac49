using Mul.Actors.Downloading.Requests;

namespace Mul.Actors.Tests.Downloading.Requests;

public sealed class HopSpecs
{
    // RFC 6874: the zone is for whoever dials, and written behind %25.
    [Theory]
    [InlineData("http://[fe80::1%25eth0]/", "fe80::1%eth0", "[fe80::1]")]
    [InlineData("http://[fe80::1%eth0]:81/", "fe80::1%eth0", "[fe80::1]:81")]
    [InlineData("http://[fe80::1]/", "fe80::1", "[fe80::1]")]
    [InlineData("http://h:81/", "h", "h:81")]
    public void A_zone_is_dialled_and_not_told(string url, string host, string header)
    {
        var hop = Hop.To(new Uri(url));

        Assert.Equal((host, header), (hop.Server.Host, hop.HostHeader));
    }
}
