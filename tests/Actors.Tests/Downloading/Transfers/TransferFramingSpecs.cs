namespace Mul.Actors.Tests.Downloading.Transfers;

/// <summary>Rows 7, 10 to 17 and 20 of the fault matrix: responses that are not what they say.</summary>
public sealed class TransferFramingSpecs
{
    private const string Chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Headers_that_drip_are_cut_at_the_headers_timeout(bool blocking)
    {
        await using var server = new HostileServer(async connection =>
        {
            await connection.RequestAsync();
            await connection.SendAsync("HTTP/1.1 200 OK\r\n");
            while (true)
            {
                await connection.SendAsync("X-Drip: drop\r\n");
                await Task.Delay(10);
            }
        });
        using var rig = new DownloadRig(blocking, settings => settings with { HeadersTimeout = TimeSpan.FromMilliseconds(200), Retries = 1 });

        DownloadRig.AssertFailed(await rig.DownloadAsync(server.Url()), "no headers within 0.2 s", tries: 2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_response_that_comes_byte_by_byte_is_understood(bool blocking)
    {
        await using var server = new HostileServer(async connection =>
        {
            await connection.RequestAsync();
            await connection.DripAsync($"{Chunked}\r\n5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n");
        });
        using var rig = new DownloadRig(blocking);

        rig.AssertKept("hello world", await rig.DownloadAsync(server.Url()), server.Url());
    }

    [Theory]
    [CombinedWithBoth(
        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello",
        Chunked + "\r\n5\r\nhello\r\n",
        Chunked + "\r\n5\r\nhel",
        Chunked + "\r\n5\r\nhello\r\n0\r\n",
        "HTTP/1.1 200 OK\r\nContent-Le",
        "")]
    public async Task A_response_that_is_cut_is_never_complete_and_is_retried(bool blocking, string cut)
    {
        await using var server = new HostileServer(HostileServer.AnsweringOnce(cut), HostileServer.AnsweringOnce(cut), HostileServer.Answering(HostileServer.Ok("hello world")));
        using var rig = new DownloadRig(blocking);
        using var impatient = new DownloadRig(blocking, settings => settings with { Retries = 0 });

        DownloadRig.AssertFailed(await impatient.DownloadAsync(server.Url()), "the connection was closed before ");
        rig.AssertKept("hello world", await rig.DownloadAsync(server.Url()), server.Url());
    }

    [Theory]
    [CombinedWithBoth(
        Chunked + "\r\nxyz\r\nhello\r\n0\r\n\r\n",
        Chunked + "\r\n-5\r\nhello\r\n0\r\n\r\n",
        Chunked + "\r\n\r\nhello\r\n0\r\n\r\n",
        Chunked + "\r\n5 xyz\r\nhello\r\n0\r\n\r\n",
        Chunked + "\r\n5 5\r\nhello\r\n0\r\n\r\n",
        Chunked + "\r\n ;x\r\nhello\r\n0\r\n\r\n",
        Chunked + "\r\nfffffffffffffffff\r\nhello\r\n0\r\n\r\n",
        Chunked + "\r\n5\r\nhello, world\r\n0\r\n\r\n",
        Chunked + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
        "HTTP/1.1 200 OK\r\nContent-Length: 5, 6\r\n\r\nhello!",
        "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nContent-Length: +5\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nContent-Length: 5x\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nContent-Length:\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nContent-Length : 5\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nX: y\r\n Content-Length: 5\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nX: y\rContent-Length: 6\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nX: y\0z\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1 200 O\0K\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nX: y\x7f\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nContent-Encoding: identity, br\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/2 200 OK\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1 20x OK\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1 101 Switching\r\nContent-Length: 5\r\n\r\nhello",
        "SSH-2.0-OpenSSH_9.2\r\n\r\n")]
    public async Task What_is_not_framed_as_http_has_it_fails_and_is_not_retried(bool blocking, string response)
    {
        await using var server = new HostileServer(HostileServer.AnsweringOnce(response));
        using var rig = new DownloadRig(blocking);

        DownloadRig.AssertFailed(await rig.DownloadAsync(server.Url()), "protocol: ");
        Assert.Equal(1, server.Accepted);
    }

    [Theory]
    [CombinedWithBoth("", "identity", "Identity, identity", " , identity,")]
    public async Task A_body_that_is_said_to_be_as_it_is_is_taken(bool blocking, string encoding)
    {
        await using var server = new HostileServer(HostileServer.Answering(HostileServer.Ok("hello", $"Content-Encoding: {encoding}\r\n")));
        using var rig = new DownloadRig(blocking);

        rig.AssertKept("hello", await rig.DownloadAsync(server.Url()), server.Url());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_header_may_have_tabs_and_letters_beyond_ascii(bool blocking)
    {
        await using var server = new HostileServer(HostileServer.Answering(HostileServer.Ok("hello", "X:\tgrüne\tÄpfel\t\r\n")));
        using var rig = new DownloadRig(blocking);

        rig.AssertKept("hello", await rig.DownloadAsync(server.Url()), server.Url());
    }

    [Theory]
    [CombinedWithBoth("5 ", "5\t", "5;x=y", "5 ; x", "005")]
    public async Task A_chunk_size_may_have_blanks_and_extensions_behind_it(bool blocking, string size)
    {
        await using var server = new HostileServer(HostileServer.Answering($"{Chunked}\r\n{size}\r\nhello\r\n0\r\n\r\n"));
        using var rig = new DownloadRig(blocking);

        rig.AssertKept("hello", await rig.DownloadAsync(server.Url()), server.Url());
    }

    [Theory]
    [CombinedWithBoth("", "0\r\n")]
    public async Task A_line_between_chunks_that_does_not_end_fails(bool blocking, string before)
    {
        await using var server = new HostileServer(HostileServer.AnsweringOnce($"{Chunked}\r\n{before}{new string('0', 5000)}"));
        using var rig = new DownloadRig(blocking);

        DownloadRig.AssertFailed(await rig.DownloadAsync(server.Url()), "protocol: a chunk size or trailer over 4 KiB");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Equal_content_lengths_are_one_content_length(bool blocking)
    {
        await using var server = new HostileServer(HostileServer.Answering("HTTP/1.1 200 OK\r\nContent-Length: 5, 5\r\ncontent-length: 5\r\n\r\nhello"));
        using var rig = new DownloadRig(blocking);

        rig.AssertKept("hello", await rig.DownloadAsync(server.Url()), server.Url());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task More_bytes_than_the_content_length_are_not_taken_and_cost_the_connection(bool blocking)
    {
        await using var server = new HostileServer(HostileServer.Answering(HostileServer.Ok("hello") + "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison"));
        using var rig = new DownloadRig(blocking);

        for (var job = 0; job < 2; job++)
        {
            var result = await rig.DownloadAsync(DownloadRig.Job(server.Url(), id: job));

            Assert.Equal(5, result.Bytes);
            Assert.Equal("hello", rig.Kept($"00000{job}-file.bin"));
        }

        Assert.Equal(2, server.Accepted);
    }

    [Theory]
    [CombinedWithBoth("Connection: close, keep-alive\r\n", "Connection: close\r\nConnection: keep-alive\r\n", "Connection: keep-alive\r\nConnection: close\r\n")]
    public async Task A_connection_that_is_to_be_closed_is_not_used_again_whatever_else_is_said(bool blocking, string headers)
    {
        await using var server = new HostileServer(HostileServer.Answering(HostileServer.Ok("hello", headers)));
        using var rig = new DownloadRig(blocking);

        rig.AssertKept("hello", await rig.DownloadAsync(server.Url()), server.Url());
        rig.AssertKept("hello", await rig.DownloadAsync(server.Url("second")), server.Url("second"));

        Assert.Equal(2, server.Accepted);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Chunks_outrank_a_content_length_and_the_connection_is_not_used_again(bool blocking)
    {
        await using var server = new HostileServer(HostileServer.Answering(Chunked + "Content-Length: 3\r\n\r\n5\r\nhello\r\n0\r\n\r\n"));
        using var rig = new DownloadRig(blocking, settings => settings with { IfExists = Actors.Downloading.Requests.ExistingFile.Replace });

        rig.AssertKept("hello", await rig.DownloadAsync(server.Url()), server.Url());
        rig.AssertKept("hello", await rig.DownloadAsync(server.Url()), server.Url());

        Assert.Equal(2, server.Accepted);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_that_only_its_connection_ends_is_taken_when_allowed_or_checked_by_its_sum(bool blocking)
    {
        await using var server = new HostileServer(HostileServer.AnsweringOnce("HTTP/1.0 200 OK\r\n\r\nhello"));
        using var strict = new DownloadRig(blocking);
        using var lenient = new DownloadRig(blocking, settings => settings with { AllowUnverified = true });

        DownloadRig.AssertFailed(await strict.DownloadAsync(server.Url()), "length unverifiable");
        strict.AssertKept("hello", await strict.DownloadAsync(server.Url(), DownloadRig.SumOf("hello")), server.Url());
        lenient.AssertKept("hello", await lenient.DownloadAsync(server.Url()), server.Url());
        DownloadRig.AssertFailed(await lenient.DownloadAsync(server.Url("other"), DownloadRig.SumOf("hello, world")), "sha256 is ", tries: 2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_without_end_is_cut_at_the_maximum_size(bool blocking)
    {
        await using var server = new HostileServer(async connection =>
        {
            await connection.RequestAsync();
            await connection.SendAsync($"{Chunked}\r\n");
            while (true)
            {
                await connection.SendAsync($"3e8\r\n{new string('x', 1000)}\r\n");
            }
        });
        using var rig = new DownloadRig(blocking, settings => settings with { MaxSize = 100_000 });

        DownloadRig.AssertFailed(await rig.DownloadAsync(server.Url()), "larger than --max-size 100000");
        Assert.Equal(1, server.Accepted);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_content_length_over_the_maximum_size_is_not_even_begun(bool blocking)
    {
        await using var server = new HostileServer(HostileServer.AnsweringOnce("HTTP/1.1 200 OK\r\nContent-Length: 100001\r\n\r\n"));
        using var rig = new DownloadRig(blocking, settings => settings with { MaxSize = 100_000 });

        DownloadRig.AssertFailed(await rig.DownloadAsync(server.Url()), "larger than --max-size 100000");
    }

    [Theory]
    [CombinedWithBoth("X-Long: header\r\n", "\r\nHTTP/1.1 103 Early Hints\r\n")]
    public async Task Headers_without_end_fail_after_64_KiB(bool blocking, string repeated)
    {
        await using var server = new HostileServer(async connection =>
        {
            await connection.RequestAsync();
            await connection.SendAsync("HTTP/1.1 100 Continue\r\n");
            while (true)
            {
                await connection.SendAsync(repeated);
            }
        });
        using var rig = new DownloadRig(blocking);

        DownloadRig.AssertFailed(await rig.DownloadAsync(server.Url()), "protocol: headers over 64 KiB");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Interim_responses_are_passed_over(bool blocking)
    {
        await using var server = new HostileServer(HostileServer.Answering("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: <a>\r\n\r\n" + HostileServer.Ok("hello")));
        using var rig = new DownloadRig(blocking);

        rig.AssertKept("hello", await rig.DownloadAsync(server.Url()), server.Url());
    }
}
