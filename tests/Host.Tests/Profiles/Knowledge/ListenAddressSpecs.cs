using Mul.Actors.Jobs;
using Mul.Host.Profiles.Knowledge;

namespace Mul.Host.Tests.Profiles.Knowledge;

public sealed class ListenAddressSpecs
{
    [Theory]
    [InlineData("127.0.0.1:4053", "127.0.0.1", 4053)]
    [InlineData("localhost:0", "127.0.0.1", 0)]
    [InlineData("127.8.9.1:1", "127.8.9.1", 1)]
    [InlineData("[::1]:4053", "[::1]", 4053)]
    [InlineData("[0:0:0:0:0:0:0:1]:4053", "[::1]", 4053)]
    [InlineData("127.1:4053", "127.0.0.1", 4053)]
    [InlineData("2130706433:4053", "127.0.0.1", 4053)]
    public void This_machine_alone_needs_no_proof(string text, string host, int port)
    {
        Assert.Equal((host, port), ListenAddress.Parse("--join", text, isProven: false));
        Assert.Equal((host, port), ListenAddress.Parse("--join", text, isProven: true));
    }

    [Theory]
    [InlineData("192.0.2.1:4053", "192.0.2.1", 4053)]
    [InlineData("[2001:db8::1]:4053", "[2001:db8::1]", 4053)]
    [InlineData("[2001:DB8:0:0::1]:4053", "[2001:db8::1]", 4053)]
    [InlineData("lab.example:4053", "lab.example", 4053)]
    public void Beyond_this_machine_who_speaks_must_prove_who_it_is(string text, string host, int port)
    {
        Assert.Equal((host, port), ListenAddress.Parse("--join", text, isProven: true));
        Assert.Contains("--tls", Refusal(text, isProven: false), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.0.0.0:4053")]
    [InlineData("[::]:4053")]
    public void Every_address_is_none(string text) =>
        Assert.All([true, false], isProven => Assert.Contains("is every address of this machine", Refusal(text, isProven), StringComparison.Ordinal));

    [Theory]
    [InlineData("nonsense")]
    [InlineData(":4053")]
    [InlineData("127.0.0.1:")]
    [InlineData("127.0.0.1:65536")]
    [InlineData("127.0.0.1:-1")]
    [InlineData("::1:4053")]
    [InlineData("two words:4053")]
    public void What_is_no_address_is_refused(string text) =>
        Assert.All([true, false], isProven => Assert.Contains("expected a host and a port, as 127.0.0.1:4053", Refusal(text, isProven), StringComparison.Ordinal));

    private static string Refusal(string text, bool isProven)
    {
        var mistake = Assert.Throws<UserException>(() => ListenAddress.Parse("--join", text, isProven));

        Assert.Equal(UserException.Usage, mistake.ExitCode);
        Assert.StartsWith($"--join {text}: ", mistake.Message, StringComparison.Ordinal);
        return mistake.Message;
    }
}
