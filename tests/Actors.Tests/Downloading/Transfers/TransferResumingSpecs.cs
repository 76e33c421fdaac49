namespace Mul.Actors.Tests.Downloading.Transfers;

/// <summary>Rows 8, 9 and 32 to 35 of the fault matrix: going on where a body was cut, if it is still the same.</summary>
public sealed class TransferResumingSpecs
{
    private const string Half = "HTTP/1.1 200 OK\r\nContent-Length: 11\r\nETag: \"one\"\r\n\r\nhello";
    private const string OtherHalf = "HTTP/1.1 206 Partial Content\r\nContent-Length: 6\r\nContent-Range: bytes 5-10/11\r\nETag: \"one\"\r\n\r\n world";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_that_stalls_is_given_up_and_resumed(bool blocking)
    {
        await using var server = new HostileServer(
            async connection =>
            {
                await connection.RequestAsync();
                await connection.SendAsync(Half);
                await connection.StallAsync();
            },
            HostileServer.Answering(OtherHalf));
        using var rig = new DownloadRig(blocking, settings => settings with { IdleTimeout = TimeSpan.FromMilliseconds(100) });

        rig.AssertKept("hello world", await rig.DownloadAsync(server.Url()), server.Url());
        Assert.EndsWith("\r\nRange: bytes=5-\r\nIf-Range: \"one\"", server.Requests.Last());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_that_is_slow_but_moves_is_not_given_up(bool blocking)
    {
        await using var server = new HostileServer(async connection =>
        {
            await connection.RequestAsync();
            await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 16\r\n\r\n");
            for (var sent = 0; sent < 16; sent++)
            {
                await Task.Delay(400);
                await connection.SendAsync("x");
            }
        });
        using var rig = new DownloadRig(blocking, settings => settings with { IdleTimeout = TimeSpan.FromSeconds(6), Retries = 0 });

        rig.AssertKept("xxxxxxxxxxxxxxxx", await rig.DownloadAsync(server.Url()), server.Url());
    }

    [Theory]
    [CombinedWithBoth("cut", "cut, with a tag", "corrupt", "corrupt, with a tag")]
    public async Task A_first_try_that_went_well_for_longer_than_the_budget_is_tried_again(bool blocking, string how)
    {
        var tag = how.EndsWith("tag", StringComparison.Ordinal) ? "ETag: \"one\"\r\n" : "";
        var end = how.StartsWith("cut", StringComparison.Ordinal) ? "" : "x";
        await using var server = new HostileServer(
            async connection =>
            {
                await connection.RequestAsync();
                await connection.SendAsync($"HTTP/1.1 200 OK\r\n{tag}Content-Length: 11\r\n\r\nhello worl");
                await Task.Delay(60);
                await connection.SendAsync(end);
            },
            HostileServer.Answering(HostileServer.Ok("hello world", tag)));
        using var rig = new DownloadRig(blocking, settings => settings with { RetryBudget = TimeSpan.FromMilliseconds(50) });

        rig.AssertKept("hello world", await rig.DownloadAsync(server.Url(), DownloadRig.SumOf("hello world")), server.Url());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stall_without_end_fails_with_its_reason(bool blocking)
    {
        await using var server = new HostileServer(async connection =>
        {
            await connection.RequestAsync();
            await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\nhello");
            await connection.StallAsync();
        });
        using var rig = new DownloadRig(blocking, settings => settings with { IdleTimeout = TimeSpan.FromMilliseconds(50), Retries = 1 });

        DownloadRig.AssertFailed(await rig.DownloadAsync(server.Url()), "no byte for 0.05 s", tries: 2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_connection_that_is_reset_in_the_body_is_resumed(bool blocking)
    {
        await using var server = new HostileServer(
            async connection =>
            {
                await connection.RequestAsync();
                await connection.SendAsync(Half);
                await Task.Delay(50);
                connection.Reset();
            },
            HostileServer.Answering(OtherHalf));
        using var rig = new DownloadRig(blocking);

        rig.AssertKept("hello world", await rig.DownloadAsync(server.Url()), server.Url());
    }

    [Theory]
    [CombinedWithBoth("", "ETag: W/\"weak\"\r\n", "ETag: rubbish\r\n", "ETag: \"\r\n", "ETag: \"one\", \"two\"\r\n", "ETag: \"größe\"\r\n", "Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT\r\n")]
    public async Task Without_a_strong_validator_it_starts_again(bool blocking, string validator)
    {
        await using var server = new HostileServer(
            HostileServer.AnsweringOnce($"HTTP/1.1 200 OK\r\nContent-Length: 11\r\n{validator}\r\nhello"),
            HostileServer.Answering(HostileServer.Ok("hello world")));
        using var rig = new DownloadRig(blocking);

        rig.AssertKept("hello world", await rig.DownloadAsync(server.Url()), server.Url());
        Assert.DoesNotContain(server.Requests, request => request.Contains("Range"));
    }

    [Theory]
    [CombinedWithBoth(1022, 1023)]
    public async Task A_tag_of_more_than_1024_characters_is_not_sent_back(bool blocking, int length)
    {
        await using var server = new HostileServer(
            HostileServer.AnsweringOnce(Half.Replace("one", new string('x', length))),
            HostileServer.Answering(HostileServer.Ok("hello world")));
        using var rig = new DownloadRig(blocking);

        rig.AssertKept("hello world", await rig.DownloadAsync(server.Url()), server.Url());
        Assert.Equal(length <= 1022, server.Requests.Last().Contains("If-Range"));
    }

    [Theory]
    [CombinedWithBoth("one", "two")]
    public async Task A_server_that_sends_all_of_it_instead_is_taken_at_its_word(bool blocking, string etag)
    {
        await using var server = new HostileServer(
            HostileServer.AnsweringOnce(Half),
            HostileServer.Answering(HostileServer.Ok("something else", $"ETag: \"{etag}\"\r\n")));
        using var rig = new DownloadRig(blocking);

        rig.AssertKept("something else", await rig.DownloadAsync(server.Url()), server.Url());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_part_of_another_entity_is_not_put_behind_the_first(bool blocking)
    {
        await using var server = new HostileServer(
            HostileServer.AnsweringOnce(Half),
            HostileServer.AnsweringOnce(OtherHalf.Replace("one", "two")),
            HostileServer.Answering(HostileServer.Ok("something else")));
        using var rig = new DownloadRig(blocking);

        rig.AssertKept("something else", await rig.DownloadAsync(server.Url()), server.Url());
        Assert.DoesNotContain("Range", server.Requests.Last());
    }

    [Theory]
    [CombinedWithBoth("bytes 4-10/11", "bytes 6-10/11", "bytes 5-9/11", "bytes 5-10/12", "bytes 5-10/10", "bytes 10-5/11", "bytes */11", "pages 5-10/11", "bytes 5-10", "rubbish", "")]
    public async Task A_part_that_is_not_the_one_asked_for_fails(bool blocking, string contentRange)
    {
        await using var server = new HostileServer(
            HostileServer.AnsweringOnce(Half),
            HostileServer.AnsweringOnce(OtherHalf.Replace("bytes 5-10/11", contentRange)));
        using var rig = new DownloadRig(blocking);

        DownloadRig.AssertFailed(await rig.DownloadAsync(server.Url()), "protocol: a Content-Range other than was asked for", tries: 2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_part_that_begins_elsewhere_fails_though_it_is_what_it_says(bool blocking)
    {
        await using var server = new HostileServer(
            HostileServer.AnsweringOnce(Half),
            HostileServer.AnsweringOnce("HTTP/1.1 206 Partial Content\r\nContent-Length: 7\r\nContent-Range: bytes 4-10/11\r\nETag: \"one\"\r\n\r\no world"));
        using var rig = new DownloadRig(blocking);

        DownloadRig.AssertFailed(await rig.DownloadAsync(server.Url()), "protocol: a Content-Range other than was asked for", tries: 2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_part_of_unknown_total_completes_the_length_that_was_announced(bool blocking)
    {
        await using var server = new HostileServer(
            HostileServer.AnsweringOnce(Half),
            HostileServer.AnsweringOnce(OtherHalf.Replace("/11", "/*")));
        using var rig = new DownloadRig(blocking);

        rig.AssertKept("hello world", await rig.DownloadAsync(server.Url()), server.Url());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_part_without_a_length_has_that_of_its_range(bool blocking)
    {
        await using var server = new HostileServer(
            HostileServer.AnsweringOnce(Half),
            HostileServer.AnsweringOnce("HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 5-10/11\r\n\r\n wor"),
            HostileServer.Answering("HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 9-10/11\r\n\r\nld"),
            HostileServer.Answering(HostileServer.Ok("hello")));
        using var rig = new DownloadRig(blocking);

        rig.AssertKept("hello world", await rig.DownloadAsync(server.Url()), server.Url());

        // What else may come on the third connection is nobody's answer.
        rig.AssertKept("hello", await rig.DownloadAsync(server.Url("other")), server.Url("other"));
        Assert.Equal(4, server.Accepted);
    }

    [Theory]
    [CombinedWithBoth("5\r\n worl\r\n", "7\r\n world!\r\n")]
    public async Task A_part_of_another_length_than_its_range_fails(bool blocking, string chunks)
    {
        await using var server = new HostileServer(
            HostileServer.AnsweringOnce(Half),
            HostileServer.Answering($"HTTP/1.1 206 Partial Content\r\nTransfer-Encoding: chunked\r\nContent-Range: bytes 5-10/11\r\n\r\n{chunks}0\r\n\r\n"));
        using var rig = new DownloadRig(blocking);

        DownloadRig.AssertFailed(await rig.DownloadAsync(server.Url()), "protocol: a body of another length than Content-Range says", tries: 2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_part_that_nobody_asked_for_fails(bool blocking)
    {
        await using var server = new HostileServer(HostileServer.AnsweringOnce(OtherHalf.Replace("bytes 5-10/11", "bytes 0-5/6")));
        using var rig = new DownloadRig(blocking);

        DownloadRig.AssertFailed(await rig.DownloadAsync(server.Url()), "protocol: 206 though no range was asked for");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_part_that_nobody_asked_for_fails_also_when_nothing_has_come_yet(bool blocking)
    {
        await using var server = new HostileServer(
            HostileServer.AnsweringOnce(Half.Replace("hello", "")),
            HostileServer.AnsweringOnce("HTTP/1.1 206 Partial Content\r\nContent-Length: 11\r\nContent-Range: bytes 0-10/11\r\nETag: \"one\"\r\n\r\nhello world"));
        using var rig = new DownloadRig(blocking);

        DownloadRig.AssertFailed(await rig.DownloadAsync(server.Url()), "protocol: 206 though no range was asked for", tries: 2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_that_was_all_there_is_finished_when_there_is_nothing_left_to_ask_for(bool blocking)
    {
        // All of the body came, only its last chunk did not.
        await using var server = new HostileServer(
            HostileServer.AnsweringOnce("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nETag: \"one\"\r\n\r\n5\r\nhello\r\n"),
            HostileServer.Answering("HTTP/1.1 416 Range Not Satisfiable\r\nContent-Range: bytes */5\r\nContent-Length: 0\r\n\r\n"));
        using var rig = new DownloadRig(blocking);

        rig.AssertKept("hello", await rig.DownloadAsync(server.Url(), DownloadRig.SumOf("hello")), server.Url());
        Assert.Equal(2, server.Requests.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_as_long_as_what_was_there_is_not_taken_for_it_if_its_tag_is_another(bool blocking)
    {
        await using var server = new HostileServer(
            HostileServer.AnsweringOnce("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nETag: \"one\"\r\n\r\n5\r\nhello\r\n"),
            HostileServer.AnsweringOnce("HTTP/1.1 416 Range Not Satisfiable\r\nContent-Range: bytes */5\r\nETag: \"two\"\r\nContent-Length: 0\r\n\r\n"),
            HostileServer.Answering(HostileServer.Ok("other")));
        using var rig = new DownloadRig(blocking);

        rig.AssertKept("other", await rig.DownloadAsync(server.Url()), server.Url());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_redirect_to_where_the_first_bytes_came_from_goes_on_there(bool blocking)
    {
        await using var mirror = new HostileServer(HostileServer.AnsweringOnce(Half), HostileServer.Answering(OtherHalf));
        await using var server = new HostileServer(HostileServer.AnsweringOnce(Redirect(mirror)));
        using var rig = new DownloadRig(blocking);

        rig.AssertKept("hello world", await rig.DownloadAsync(server.Url()), server.Url());
        Assert.Contains("Range: bytes=5-", mirror.Requests.Last());
        Assert.DoesNotContain(server.Requests, request => request.Contains("Range"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_redirect_elsewhere_starts_again_for_an_equal_tag_says_nothing_there(bool blocking)
    {
        await using var first = new HostileServer(HostileServer.AnsweringOnce(Half));
        await using var second = new HostileServer(async connection =>
        {
            var request = await connection.RequestAsync();
            await connection.SendAsync(request!.Contains("Range") ? OtherHalf : HostileServer.Ok("something else", "ETag: \"one\"\r\n"));
        });
        await using var server = new HostileServer(HostileServer.AnsweringOnce(Redirect(first)), HostileServer.AnsweringOnce(Redirect(second)));
        using var rig = new DownloadRig(blocking);

        rig.AssertKept("something else", await rig.DownloadAsync(server.Url()), server.Url());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_that_has_become_shorter_is_fetched_again(bool blocking)
    {
        await using var server = new HostileServer(
            HostileServer.AnsweringOnce(Half),
            HostileServer.AnsweringOnce("HTTP/1.1 416 Range Not Satisfiable\r\nContent-Range: bytes */2\r\nContent-Length: 0\r\n\r\n"),
            HostileServer.Answering(HostileServer.Ok("hi")));
        using var rig = new DownloadRig(blocking);

        rig.AssertKept("hi", await rig.DownloadAsync(server.Url()), server.Url());
        Assert.DoesNotContain("Range", server.Requests.Last());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_busy_server_in_between_does_not_cost_what_was_there(bool blocking)
    {
        await using var server = new HostileServer(
            HostileServer.AnsweringOnce(Half),
            HostileServer.AnsweringOnce("HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n"),
            HostileServer.Answering(OtherHalf));
        using var rig = new DownloadRig(blocking);

        rig.AssertKept("hello world", await rig.DownloadAsync(server.Url()), server.Url());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Wrong_bytes_are_fetched_once_more_from_the_start(bool blocking)
    {
        await using var server = new HostileServer(
            HostileServer.AnsweringOnce(HostileServer.Ok("hollo", "ETag: \"one\"\r\n")),
            HostileServer.Answering(HostileServer.Ok("hello", "ETag: \"one\"\r\n")));
        using var rig = new DownloadRig(blocking);

        rig.AssertKept("hello", await rig.DownloadAsync(server.Url(), DownloadRig.SumOf("hello")), server.Url());
        Assert.DoesNotContain(server.Requests, request => request.Contains("Range"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Bytes_that_stay_wrong_fail_with_both_sums(bool blocking)
    {
        await using var server = new HostileServer(HostileServer.Answering(HostileServer.Ok("hollo")));
        using var rig = new DownloadRig(blocking);

        var result = await rig.DownloadAsync(server.Url(), DownloadRig.SumOf("hello"));

        DownloadRig.AssertFailed(result, $"sha256 is {DownloadRig.SumOf("hollo")}, not {DownloadRig.SumOf("hello")}", tries: 2);
        Assert.Equal(2, server.Requests.Count);
    }

    private static string Redirect(HostileServer target) => $"HTTP/1.1 302 Found\r\nLocation: {target.Url()}\r\nContent-Length: 0\r\n\r\n";
}
