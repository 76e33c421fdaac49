using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Mul.Actors.Downloading.Requests;

namespace Mul.Actors.Tests.Downloading.Transfers;

/// <summary>Rows 1 to 4, 36, 38, 40 and 41 of the fault matrix: getting a connection.</summary>
public sealed class TransferConnectingSpecs
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_connection_that_is_refused_is_retried_within_the_budget(bool blocking)
    {
        using var rig = new DownloadRig(blocking);

        DownloadRig.AssertFailed(await rig.DownloadAsync(Nowhere()), "connection refused", tries: 5);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_server_that_starts_late_is_reached(bool blocking)
    {
        var url = Nowhere();
        using var rig = new DownloadRig(blocking, settings => settings with { Retries = int.MaxValue });

        var download = rig.DownloadAsync(url);
        using var listener = new TcpListener(IPAddress.Loopback, url.Port);
        listener.Start();
        using var client = await listener.AcceptTcpClientAsync();
        await client.GetStream().WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"u8.ToArray());

        rig.AssertKept("hello", await download, url);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_server_that_never_answers_is_given_up_at_the_connect_timeout(bool blocking)
    {
        using var nobody = new DeadEnd(IPAddress.Loopback);
        using var rig = new DownloadRig(blocking, settings => settings with { ConnectTimeout = TimeSpan.FromMilliseconds(100), Retries = 1 });

        DownloadRig.AssertFailed(await rig.DownloadAsync(nobody.Url), "no connection within 0.1 s", tries: 2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_name_that_does_not_resolve_is_tried_twice(bool blocking)
    {
        var asked = 0;
        using var rig = new DownloadRig(blocking, settings => settings with { Resolve = _ => ++asked > 0 ? throw new SocketException((int)SocketError.HostNotFound) : [] });

        DownloadRig.AssertFailed(await rig.DownloadAsync(new Uri("http://no.such.example/file.bin")), "the name does not resolve", tries: 2);
        Assert.Equal(2, asked);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_systems_own_resolver_is_asked_for_names(bool blocking)
    {
        await using var server = new HostileServer(HostileServer.Answering(HostileServer.Ok("hello")));
        using var rig = new DownloadRig(blocking);
        var url = server.Url(host: "localhost");

        rig.AssertKept("hello", await rig.DownloadAsync(url), url);
        DownloadRig.AssertFailed(await rig.DownloadAsync(new Uri("http://no.such.invalid/other")), "the name does not resolve", tries: 2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_trusted_server_is_spoken_to_through_tls_and_again_on_the_same_connection(bool blocking)
    {
        await using var server = new HostileServer(IPAddress.Loopback, Certificates.Valid, HostileServer.Answering(HostileServer.Ok("hello")));
        using var rig = new DownloadRig(blocking, settings => settings with { TrustedRoots = Certificates.Roots });

        rig.AssertKept("hello", await rig.DownloadAsync(server.Url(host: "localhost")), server.Url());
        rig.AssertKept("hello", await rig.DownloadAsync(server.Url("other", "localhost")), server.Url("other"));

        Assert.Equal(2, server.Requests.Count);
    }

    [Theory]
    [CombinedWithBoth("expired", "another host", "untrusted")]
    public async Task A_server_that_cannot_prove_who_it_is_fails_at_once(bool blocking, string flaw)
    {
        var certificate = flaw switch
        {
            "expired" => Certificates.Expired,
            "another host" => Certificates.OfAnotherHost,
            _ => Certificates.Untrusted,
        };
        await using var server = new HostileServer(IPAddress.Loopback, certificate, HostileServer.Answering(HostileServer.Ok("hello")));
        using var rig = new DownloadRig(blocking, settings => settings with { TrustedRoots = Certificates.Roots });

        DownloadRig.AssertFailed(await rig.DownloadAsync(server.Url(host: "localhost")), "TLS: ");
        Assert.Equal(1, server.Accepted);
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_systems_roots_are_the_ones_that_are_trusted(bool blocking)
    {
        await using var server = new HostileServer(IPAddress.Loopback, Certificates.Valid, HostileServer.Answering(HostileServer.Ok("hello")));
        using var rig = new DownloadRig(blocking);

        DownloadRig.AssertFailed(await rig.DownloadAsync(server.Url(host: "localhost")), "TLS: ");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nothing_is_fetched_from_where_a_certificate_says_that_its_issuer_is(bool blocking)
    {
        await using var inside = new HostileServer(HostileServer.Answering("HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n"));
        using var certificate = Certificates.NamingItsIssuerAt(inside.Url("secret"));
        await using var server = new HostileServer(IPAddress.Loopback, certificate, HostileServer.Answering(HostileServer.Ok("hello")));
        using var rig = new DownloadRig(blocking);

        DownloadRig.AssertFailed(await rig.DownloadAsync(server.Url(host: "localhost")), "TLS: ");
        Assert.Empty(inside.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_tls_handshake_that_stalls_ends_at_the_connect_timeout(bool blocking)
    {
        await using var server = new HostileServer(connection => connection.StallAsync());
        using var rig = new DownloadRig(blocking, settings => settings with { ConnectTimeout = TimeSpan.FromMilliseconds(200), Retries = 1 });

        var result = await rig.DownloadAsync(new Uri($"https://127.0.0.1:{server.Port}/file.bin"));

        DownloadRig.AssertFailed(result, "", tries: 2);
        // The server counts on threads that others may have taken.
        Assert.True(SpinWait.SpinUntil(() => server.Accepted == 2, TimeSpan.FromSeconds(20)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_tls_handshake_that_drips_ends_at_the_connect_timeout(bool blocking)
    {
        await using var server = new HostileServer(connection => connection.DripRecordAsync(22));
        using var rig = new DownloadRig(blocking, settings => settings with { ConnectTimeout = TimeSpan.FromSeconds(1), Retries = 0 });

        var result = await rig.DownloadAsync(new Uri($"https://127.0.0.1:{server.Port}/file.bin"));

        DownloadRig.AssertFailed(result, "no connection within 1 s");
    }

    [Theory]
    [CombinedWithBoth("", "HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\nhello")]
    public async Task A_tls_record_that_drips_is_given_up_as_if_nothing_came(bool blocking, string before)
    {
        await using var server = new HostileServer(IPAddress.Loopback, Certificates.Valid, async connection =>
        {
            await connection.RequestAsync();
            await connection.SendAsync(before);
            await connection.DripRecordAsync(23);
        });
        var patience = TimeSpan.FromSeconds(1);
        using var rig = new DownloadRig(blocking, settings => before.Length == 0
            ? settings with { TrustedRoots = Certificates.Roots, HeadersTimeout = patience, Retries = 0 }
            : settings with { TrustedRoots = Certificates.Roots, IdleTimeout = patience, Retries = 0 });

        var result = await rig.DownloadAsync(server.Url(host: "localhost"));

        DownloadRig.AssertFailed(result, before.Length == 0 ? "no headers within 1 s" : "no byte for 1 s");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_connecting_took_is_not_given_to_tls_again(bool blocking)
    {
        // Somebody who took its time for TLS anew would still be there for this answer; whoever kept its word is not, however slow the machine.
        var (limit, answering) = (TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(5.5));
        using var late = new DeadEnd(IPAddress.Loopback);
        using var rig = new DownloadRig(blocking, settings => settings with { ConnectTimeout = limit, TrustedRoots = Certificates.Roots, Retries = 0 });
        var started = Stopwatch.GetTimestamp();

        var download = rig.DownloadAsync(new UriBuilder(late.Url) { Scheme = "https", Host = "localhost" }.Uri);
        // The system repeats a SYN that was dropped, without telling anybody, after 1 s and again 1 or 2 s later.
        await Task.Delay(1500);
        _ = late.AcceptAsync(async socket =>
        {
            await Task.Delay(answering - Stopwatch.GetElapsedTime(started));
            await HostileServer.ServeAsync(socket, Certificates.Valid, HostileServer.Answering(HostileServer.Ok("hello")));
        });

        DownloadRig.AssertFailed(await download, "no connection within 4 s");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_proxy_in_the_environment_is_not_asked(bool blocking)
    {
        await using var proxy = new HostileServer(HostileServer.Answering(HostileServer.Ok("from the proxy")));
        await using var server = new HostileServer(HostileServer.Answering(HostileServer.Ok("hello")));
        foreach (var name in new[] { "http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY" })
        {
            Environment.SetEnvironmentVariable(name, proxy.Url("").ToString());
        }

        using var rig = new DownloadRig(blocking);

        rig.AssertKept("hello", await rig.DownloadAsync(server.Url()), server.Url());
        Assert.Equal(0, proxy.Accepted);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_kept_connection_that_the_server_has_closed_is_not_used(bool blocking)
    {
        await using var server = new HostileServer(HostileServer.AnsweringOnce(HostileServer.Ok("hello")));
        using var rig = new DownloadRig(blocking, settings => settings with { Retries = 0 });

        for (var job = 0; job < 20; job++)
        {
            Assert.Null((await rig.DownloadAsync(DownloadRig.Job(server.Url(), id: job))).Failure);
        }

        Assert.Equal(20, server.Accepted);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_kept_connection_that_is_closed_under_a_request_is_replaced_once_without_counting(bool blocking)
    {
        await using var server = new HostileServer(
            async connection =>
            {
                await connection.RequestAsync();
                await connection.SendAsync(HostileServer.Ok("hello"));
                await connection.RequestAsync();
                connection.Reset();
            },
            HostileServer.Answering(HostileServer.Ok("hello")));
        using var rig = new DownloadRig(blocking, settings => settings with { Retries = 0 });

        rig.AssertKept("hello", await rig.DownloadAsync(server.Url()), server.Url());
        rig.AssertKept("hello", await rig.DownloadAsync(server.Url("second")), server.Url("second"));

        Assert.Equal((3, 2), (server.Requests.Count, server.Accepted));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_kept_connection_on_which_nothing_comes_is_not_asked_again_on_another(bool blocking)
    {
        await using var server = new HostileServer(
            async connection =>
            {
                await connection.RequestAsync();
                await connection.SendAsync(HostileServer.Ok("hello"));
                await connection.RequestAsync();
                await connection.StallAsync();
            },
            HostileServer.Answering(HostileServer.Ok("hello")));
        using var rig = new DownloadRig(blocking, settings => settings with { Retries = 0, HeadersTimeout = TimeSpan.FromMilliseconds(500) });

        rig.AssertKept("hello", await rig.DownloadAsync(server.Url()), server.Url());
        DownloadRig.AssertFailed(await rig.DownloadAsync(server.Url("second")), "no headers within 0.5 s");

        Assert.Equal(1, server.Accepted);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Another_try_does_not_go_to_a_kept_connection_when_one_was_dead(bool blocking)
    {
        await using var server = new HostileServer(
            connection => connection.StallAsync(),
            connection => connection.StallAsync(),
            HostileServer.Answering(HostileServer.Ok("hello")));
        using var rig = new DownloadRig(blocking, settings => settings with { Retries = 1, HeadersTimeout = TimeSpan.FromSeconds(1) });
        await rig.KeepConnectionsAsync(server.Url(), 2);

        rig.AssertKept("hello", await rig.DownloadAsync(server.Url()), server.Url());

        Assert.Equal(3, server.Accepted);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_server_says_too_much_on_a_kept_connection_costs_the_next_job_nothing(bool blocking)
    {
        await using var server = new HostileServer(
            async connection =>
            {
                await connection.RequestAsync();
                await connection.SendAsync(HostileServer.Ok("hello"));
                await connection.RequestAsync();
                await connection.SendAsync("and so much more" + HostileServer.Ok("hello"));
                await connection.StallAsync();
            },
            HostileServer.Answering(HostileServer.Ok("hello")));
        using var rig = new DownloadRig(blocking, settings => settings with { Retries = 0 });

        rig.AssertKept("hello", await rig.DownloadAsync(server.Url()), server.Url());
        rig.AssertKept("hello", await rig.DownloadAsync(server.Url("second")), server.Url("second"));

        Assert.Equal((3, 2), (server.Requests.Count, server.Accepted));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task However_many_servers_there_were_a_connection_to_the_next_is_kept(bool blocking)
    {
        await using var server = new HostileServer(HostileServer.Answering(HostileServer.Ok("hello")));
        using var rig = new DownloadRig(blocking, settings => settings with { Resolve = _ => [IPAddress.Loopback], IfExists = ExistingFile.Replace });
        for (var other = 0; other < 256; other++)
        {
            Assert.Null((await rig.DownloadAsync(server.Url(host: $"{other}.example"))).Failure);
        }

        for (var job = 0; job < 3; job++)
        {
            Assert.Null((await rig.DownloadAsync(server.Url(host: "next.example"))).Failure);
        }

        Assert.Equal(257, server.Accepted);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_new_connection_that_is_closed_under_a_request_counts(bool blocking)
    {
        await using var server = new HostileServer(async connection =>
        {
            await connection.RequestAsync();
            connection.Reset();
        });
        using var rig = new DownloadRig(blocking, settings => settings with { Retries = 0 });

        DownloadRig.AssertFailed(await rig.DownloadAsync(server.Url()), "");
        Assert.Equal(1, server.Accepted);
    }

    [Theory]
    [CombinedWithBoth("refusing", "silent")]
    public async Task A_dead_address_leaves_time_for_the_next_one(bool blocking, string dead)
    {
        await using var server = new HostileServer(HostileServer.Answering(HostileServer.Ok("hello")));
        using var deadEnd = dead == "silent" ? new DeadEnd(IPAddress.Parse("127.0.0.2"), server.Port) : null;
        using var rig = new DownloadRig(blocking, settings => settings with
        {
            Resolve = _ => [IPAddress.Parse("127.0.0.2"), IPAddress.Loopback],
            Retries = 0,
        });
        var url = server.Url(host: "two.example");

        rig.AssertKept("hello", await rig.DownloadAsync(url), url);
    }

    [Fact]
    public void Running_out_of_descriptors_may_pass()
    {
        Assert.Equal(FaultKind.Transient, Fault.Of(new SocketException((int)SocketError.TooManyOpenSockets))!.Value.Kind);
        // 24 is EMFILE.
        Assert.Equal(FaultKind.Transient, Fault.Local(new IOException("Too many open files", 24)).Fault.Kind);
    }

    private static Uri Nowhere()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://{listener.LocalEndpoint}/file.bin");
    }
}
