using System.Net;
using System.Text;

namespace Mul.Actors.Tests.Downloading.Transfers;

/// <summary>Rows 21 to 25 and 37 of the fault matrix: where a download may be sent, and what it may tell there.</summary>
public sealed class TransferRedirectSpecs
{
    private const string Label50 = "a2345678901234567890123456789012345678901234567890.";
    private const string LongName = Label50 + Label50 + Label50 + Label50 + Label50 + "example";

    [Theory]
    [CombinedWithBoth(301, 302, 303, 307, 308)]
    public async Task A_redirect_is_followed_on_the_same_connection(bool blocking, int status)
    {
        await using var server = new HostileServer(HostileServer.AnsweringInTurn(
            $"HTTP/1.1 {status} Over there\r\nLocation: ../there?x=y\r\nContent-Length: 5\r\n\r\nthere",
            HostileServer.Ok("hello")));
        using var rig = new DownloadRig(blocking);

        rig.AssertKept("hello", await rig.DownloadAsync(server.Url("a/file.bin")), server.Url("a/file.bin"));
        Assert.StartsWith("GET /there?x=y HTTP/1.1", server.Requests.Last());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Redirects_without_end_fail_after_ten(bool blocking)
    {
        await using var server = new HostileServer(HostileServer.Answering(Redirect("/file.bin")));
        using var rig = new DownloadRig(blocking);

        DownloadRig.AssertFailed(await rig.DownloadAsync(server.Url()), "redirected more than 10 times");
        Assert.Equal(11, server.Requests.Count);
    }

    [Theory]
    [CombinedWithBoth("file:///etc/passwd", "ftp://127.0.0.1/x", "data:text/plain,hello", "gopher://127.0.0.1/", "javascript:alert(1)")]
    public async Task A_redirect_to_what_is_not_http_is_refused(bool blocking, string target)
    {
        await using var server = new HostileServer(HostileServer.Answering(Redirect(target)));
        using var rig = new DownloadRig(blocking, settings => settings with { AllowPrivate = true });

        DownloadRig.AssertFailed(await rig.DownloadAsync(server.Url()), $"redirected to {target[..target.IndexOf(':')]}:, which is refused");
    }

    [Theory]
    [CombinedWithBoth("HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n", "HTTP/1.1 302 Found\r\nLocation: http://[\r\nContent-Length: 0\r\n\r\n")]
    public async Task A_redirect_to_nowhere_fails(bool blocking, string response)
    {
        await using var server = new HostileServer(HostileServer.Answering(response));
        using var rig = new DownloadRig(blocking);

        DownloadRig.AssertFailed(await rig.DownloadAsync(server.Url()), "redirected to nowhere");
    }

    // A label beyond ASCII that is too long for the DNS once it is ASCII, and a name that is too long.
    [Theory]
    [CombinedWithBoth("üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü", LongName)]
    public async Task A_host_that_can_be_no_name_fails_wherever_it_comes_from(bool blocking, string host)
    {
        await using var server = new HostileServer(async connection =>
        {
            await connection.RequestAsync();
            await connection.SendAsync(Encoding.UTF8.GetBytes(Redirect($"http://{host}/")));
        });
        using var rig = new DownloadRig(blocking);

        DownloadRig.AssertFailed(await rig.DownloadAsync(server.Url()), "redirected to a host that can be no name");
        DownloadRig.AssertFailed(await rig.DownloadAsync(new Uri($"http://{host}/")), "its host can be no name");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_redirect_out_of_https_is_refused(bool blocking)
    {
        await using var plain = new HostileServer(HostileServer.Answering(HostileServer.Ok("hello")));
        await using var server = new HostileServer(IPAddress.Loopback, Certificates.Valid, HostileServer.Answering(Redirect(plain.Url().ToString())));
        using var rig = new DownloadRig(blocking, settings => settings with { TrustedRoots = Certificates.Roots, AllowPrivate = true });

        DownloadRig.AssertFailed(await rig.DownloadAsync(server.Url()), "redirected from https to http:");
        Assert.Equal(0, plain.Accepted);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_name_without_a_password_is_sent_with_its_colon(bool blocking)
    {
        await using var server = new HostileServer(HostileServer.Answering(HostileServer.Ok("hello")));
        using var rig = new DownloadRig(blocking);

        await rig.DownloadAsync(new Uri($"http://token@127.0.0.1:{server.Port}/file.bin"));

        // Base64 of "token:".
        Assert.EndsWith("\r\nAuthorization: Basic dG9rZW46", Assert.Single(server.Requests));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Credentials_of_the_url_are_sent_as_a_header_and_appear_nowhere_else(bool blocking)
    {
        await using var server = new HostileServer(HostileServer.Answering("HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n"));
        using var rig = new DownloadRig(blocking);
        var job = DownloadRig.Job(new Uri($"http://aladdin:open%20sesame@127.0.0.1:{server.Port}/file.bin?token=secret"));

        var result = await rig.DownloadAsync(job);

        // RFC 7617 has this example: base64 of "aladdin:open sesame", there with a capital A.
        Assert.Contains("\r\nAuthorization: Basic YWxhZGRpbjpvcGVuIHNlc2FtZQ==", server.Requests.Single());
        Assert.Contains("GET /file.bin?token=secret HTTP/1.1", server.Requests.Single());
        Assert.Equal($"http://127.0.0.1:{server.Port}/file.bin: answered 403", result.Failure);
        Assert.Equal($"Download 0 of http://127.0.0.1:{server.Port}/file.bin", job.ToString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Credentials_stay_with_the_server_they_were_meant_for(bool blocking)
    {
        await using var elsewhere = new HostileServer(HostileServer.Answering(HostileServer.Ok("hello")));
        await using var server = new HostileServer(HostileServer.AnsweringInTurn(
            Redirect("/second"),
            Redirect(elsewhere.Url().ToString().Replace("//", "//else:where@"))));
        using var rig = new DownloadRig(blocking);
        var url = new Uri($"http://aladdin:sesame@127.0.0.1:{server.Port}/file.bin");

        rig.AssertKept("hello", await rig.DownloadAsync(url), url);

        Assert.All(server.Requests, request => Assert.Contains("Authorization", request));
        Assert.DoesNotContain("Authorization", elsewhere.Requests.Single());
    }

    [Theory]
    [CombinedWithBoth("127.0.0.2", "localhost", "10.0.0.1", "192.168.1.1", "172.31.255.255", "169.254.169.254", "100.64.0.1", "0.0.0.0", "[::1]", "[fe80::1]", "[fd00::1]", "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]", "2130706433", "0x7f.1")]
    public async Task A_redirect_to_a_private_address_is_refused(bool blocking, string host)
    {
        await using var server = new HostileServer(HostileServer.Answering(Redirect($"http://{host}:9/secret")));
        // Reached by a name that strangers share, whose address is what the user meant.
        using var rig = new DownloadRig(blocking, settings => settings with { Resolve = name => name == "named.example" ? [IPAddress.Loopback] : Dns.GetHostAddresses(name) });
        var url = server.Url(host: "named.example");

        DownloadRig.AssertFailed(await rig.DownloadAsync(url), "a private address, which is refused without --allow-private");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_redirect_to_a_private_address_is_followed_when_allowed(bool blocking)
    {
        await using var inside = new HostileServer(IPAddress.Parse("127.0.0.2"), null, HostileServer.Answering(HostileServer.Ok("hello")));
        await using var server = new HostileServer(HostileServer.Answering(Redirect(inside.Url().ToString())));
        using var rig = new DownloadRig(blocking, settings => settings with { AllowPrivate = true });

        rig.AssertKept("hello", await rig.DownloadAsync(server.Url()), server.Url());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_name_that_resolves_to_a_private_address_the_second_time_is_refused_then(bool blocking)
    {
        var answers = new Queue<IPAddress[]>([[IPAddress.Parse("127.0.0.2")], [IPAddress.Parse("127.0.0.2")]]);
        await using var server = new HostileServer(HostileServer.Answering(Redirect("http://rebinding.example:9/secret")));
        using var rig = new DownloadRig(blocking, settings => settings with { Resolve = _ => answers.Dequeue() });

        DownloadRig.AssertFailed(await rig.DownloadAsync(server.Url()), "redirected to rebinding.example, a private address");
        Assert.Single(answers);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_several_addresses_only_the_public_ones_are_dialled(bool blocking)
    {
        await using var inside = new HostileServer(HostileServer.Answering(HostileServer.Ok("secret")));
        await using var server = new HostileServer(IPAddress.Parse("127.0.0.2"), null, HostileServer.Answering(Redirect($"http://mixed.example:{inside.Port}/")));
        // 192.88.99.1 is of the public kind, and routed nowhere any more (RFC 7526).
        using var rig = new DownloadRig(blocking, settings => settings with
        {
            Resolve = _ => [IPAddress.Loopback, IPAddress.Parse("192.88.99.1")],
            ConnectTimeout = TimeSpan.FromMilliseconds(100),
            Retries = 0,
        });

        var failure = (await rig.DownloadAsync(server.Url())).Failure;

        Assert.NotNull(failure);
        Assert.DoesNotContain("private address", failure, StringComparison.Ordinal);
        Assert.Single(server.Requests);
        Assert.Equal(0, inside.Accepted);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_kept_connection_to_a_private_address_is_not_lent_to_a_redirect(bool blocking)
    {
        await using var inside = new HostileServer(HostileServer.Answering(HostileServer.Ok("secret")));
        await using var server = new HostileServer(IPAddress.Parse("127.0.0.2"), null, HostileServer.Answering(Redirect(inside.Url().ToString())));
        using var rig = new DownloadRig(blocking, settings => settings with { Retries = 0 });

        Assert.Null((await rig.DownloadAsync(inside.Url("named"))).Failure);
        DownloadRig.AssertFailed(await rig.DownloadAsync(server.Url()), "a private address");
        Assert.Single(inside.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_failure_behind_a_redirect_names_the_server_that_it_led_to(bool blocking)
    {
        await using var elsewhere = new HostileServer(HostileServer.Answering("HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n"));
        await using var server = new HostileServer(HostileServer.Answering(Redirect(elsewhere.Url("gone?secret=1").ToString())));
        await using var itself = new HostileServer(HostileServer.AnsweringInTurn(Redirect("/gone"), "HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n"));
        using var rig = new DownloadRig(blocking);

        Assert.Equal($"{server.Url()} (redirected to 127.0.0.1:{elsewhere.Port}): answered 404", (await rig.DownloadAsync(server.Url())).Failure);
        Assert.Equal($"{itself.Url()}: answered 404", (await rig.DownloadAsync(itself.Url())).Failure);
    }

    private static string Redirect(string location) => $"HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n";
}
