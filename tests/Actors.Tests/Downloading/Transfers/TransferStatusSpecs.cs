using Mul.Actors.Downloading.Requests;

namespace Mul.Actors.Tests.Downloading.Transfers;

/// <summary>Rows 5 and 6 of the fault matrix, and the good path.</summary>
public sealed class TransferStatusSpecs
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_is_kept_under_the_jobs_name_with_its_bytes_counted_and_hashed(bool blocking)
    {
        await using var server = new HostileServer(HostileServer.Answering(HostileServer.Ok("hello")));
        using var rig = new DownloadRig(blocking);

        var result = await rig.DownloadAsync(server.Url("a/b/hello.txt?secret=1"));

        // SHA-256 of "hello" begins 2cf24dba5fb0a30e.
        Assert.Equal(0x2cf24dba5fb0a30eUL, result.Digest);
        Assert.Equal(5, result.Bytes);
        Assert.Equal("hello", rig.Kept("000000-hello.txt"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_empty_file_is_kept_too(bool blocking)
    {
        await using var server = new HostileServer(HostileServer.Answering(HostileServer.Ok("")));
        using var rig = new DownloadRig(blocking);

        var result = await rig.DownloadAsync(server.Url());

        rig.AssertKept("", result, server.Url());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_larger_than_every_buffer_arrives_whole_by_length_and_by_chunks(bool blocking)
    {
        var body = string.Concat(Enumerable.Range(0, 40_000).Select(number => $"{number:D8},"));
        var chunks = string.Concat(body.Chunk(7001).Select(chunk => $"{chunk.Length:x}\r\n{new string(chunk)}\r\n"));
        await using var byLength = new HostileServer(HostileServer.Answering(HostileServer.Ok(body)));
        await using var byChunks = new HostileServer(HostileServer.Answering($"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{chunks}0;last\r\nA-Trailer: b\r\n\r\n"));
        using var rig = new DownloadRig(blocking, settings => settings with { IfExists = ExistingFile.Replace });

        foreach (var server in new[] { byLength, byChunks, byLength, byChunks })
        {
            rig.AssertKept(body, await rig.DownloadAsync(server.Url()), server.Url());
        }

        Assert.Equal((1, 1), (byLength.Accepted, byChunks.Accepted));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_asked_for_is_plain_and_identity_and_names_the_host(bool blocking)
    {
        await using var server = new HostileServer(HostileServer.Answering(HostileServer.Ok("hello")));
        using var rig = new DownloadRig(blocking);

        await rig.DownloadAsync(server.Url("a%20b?c=d#e"));

        Assert.Equal(
            $"GET /a%20b?c=d HTTP/1.1\r\nHost: 127.0.0.1:{server.Port}\r\nUser-Agent: mul\r\nAccept: */*\r\nAccept-Encoding: identity",
            Assert.Single(server.Requests));
    }

    [Theory]
    [CombinedWithBoth(400, 401, 403, 404, 410, 416, 418, 204, 304)]
    public async Task A_status_that_no_retry_changes_fails_at_once_and_its_body_is_not_saved(bool blocking, int status)
    {
        var body = status is 204 or 304 ? "" : "an error page";
        await using var server = new HostileServer(HostileServer.Answering($"HTTP/1.1 {status} No\r\n{(body.Length == 0 ? "" : $"Content-Length: {body.Length}\r\n")}\r\n{body}"));
        using var rig = new DownloadRig(blocking);

        var result = await rig.DownloadAsync(server.Url());

        DownloadRig.AssertFailed(result, $"answered {status}");
        Assert.Single(server.Requests);
    }

    [Theory]
    [CombinedWithBoth(408, 425, 429, 500, 502, 503, 504)]
    public async Task A_status_that_may_pass_is_retried_until_it_does(bool blocking, int status)
    {
        await using var server = new HostileServer(async connection =>
        {
            for (var request = 0; await connection.RequestAsync() is not null; request++)
            {
                await connection.SendAsync(request < 2 ? $"HTTP/1.1 {status} No\r\nContent-Length: 4\r\n\r\nbusy" : HostileServer.Ok("hello"));
            }
        });
        using var rig = new DownloadRig(blocking);

        var result = await rig.DownloadAsync(server.Url());

        rig.AssertKept("hello", result, server.Url());
        Assert.Equal((3, 1), (server.Requests.Count, server.Accepted));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Retries_end_after_as_many_as_were_allowed(bool blocking)
    {
        await using var server = new HostileServer(HostileServer.Answering("HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n"));
        using var rig = new DownloadRig(blocking, settings => settings with { Retries = 2 });

        var result = await rig.DownloadAsync(server.Url());

        DownloadRig.AssertFailed(result, "answered 503", tries: 3);
        Assert.Equal(3, server.Requests.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Retries_end_when_the_budget_is_spent(bool blocking)
    {
        await using var server = new HostileServer(HostileServer.Answering("HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n"));
        using var rig = new DownloadRig(blocking, settings => settings with { Retries = int.MaxValue, RetryBudget = TimeSpan.FromMilliseconds(50) });

        var result = await rig.DownloadAsync(server.Url());

        Assert.Contains("answered 503", result.Failure);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_backoff_ends_with_the_budget(bool blocking)
    {
        await using var server = new HostileServer(HostileServer.Answering("HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n"));
        var hour = TimeSpan.FromHours(1);
        using var rig = new DownloadRig(blocking, settings => settings with { RetryDelay = hour, MaxRetryDelay = hour, RetryBudget = TimeSpan.FromSeconds(1) });

        Assert.Contains("answered 503", (await rig.DownloadAsync(server.Url())).Failure);
        Assert.InRange(server.Requests.Count, 2, 5);
    }

    [Theory]
    [CombinedWithBoth("0", "-5", "Sun, 06 Nov 1994 08:49:37 GMT")]
    public async Task A_retry_after_that_is_over_is_retried_now(bool blocking, string retryAfter)
    {
        await using var server = RefusingOnce(retryAfter);
        // A backoff of its own would end the spec.
        using var rig = new DownloadRig(blocking, settings => settings with { RetryDelay = TimeSpan.FromHours(1), MaxRetryDelay = TimeSpan.FromHours(1) });

        var result = await rig.DownloadAsync(server.Url());

        rig.AssertKept("hello", result, server.Url());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_retry_after_is_waited_for(bool blocking)
    {
        await using var server = RefusingOnce("1");
        using var rig = new DownloadRig(blocking);
        var started = System.Diagnostics.Stopwatch.GetTimestamp();

        var result = await rig.DownloadAsync(server.Url());

        rig.AssertKept("hello", result, server.Url());
        // A timer may be early by its grain.
        Assert.InRange(System.Diagnostics.Stopwatch.GetElapsedTime(started).TotalSeconds, 0.98, double.MaxValue);
    }

    [Theory]
    [CombinedWithBoth("86400", "Fri, 31 Dec 9999 23:59:59 GMT", "99999999999999999999999999999999999999999")]
    public async Task A_retry_after_beyond_the_budget_fails_with_its_reason(bool blocking, string retryAfter)
    {
        await using var server = RefusingOnce(retryAfter);
        using var rig = new DownloadRig(blocking);

        var result = await rig.DownloadAsync(server.Url());

        DownloadRig.AssertFailed(result, "answered 503, and to wait ");
        Assert.Contains("over --retry-budget", result.Failure);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_retry_after_that_is_rubbish_leaves_the_wait_to_the_backoff(bool blocking)
    {
        await using var server = RefusingOnce("soon");
        using var rig = new DownloadRig(blocking);

        rig.AssertKept("hello", await rig.DownloadAsync(server.Url()), server.Url());
    }

    private static HostileServer RefusingOnce(string retryAfter) => new(HostileServer.AnsweringInTurn(
        $"HTTP/1.1 503 No\r\nContent-Length: 0\r\nRetry-After: {retryAfter}\r\n\r\n",
        HostileServer.Ok("hello")));
}
