using System.Net;

namespace Mul.Actors.Tests.Downloading.Transfers;

/// <summary>Row 42 of the fault matrix: a run that stops in the middle of a download.</summary>
public sealed class TransferStoppingSpecs
{
    [Theory]
    [CombinedWithBoth("", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 11\r\nETag: \"one\"\r\n\r\nhello")]
    public async Task A_download_that_waits_for_the_server_is_cancelled_and_leaves_no_part(bool blocking, string soFar)
    {
        var waiting = new TaskCompletionSource();
        await using var server = new HostileServer(async connection =>
        {
            await connection.RequestAsync();
            await connection.SendAsync(soFar);
            waiting.SetResult();
            await connection.StallAsync();
        });
        using var rig = new DownloadRig(blocking);

        var download = rig.DownloadAsync(server.Url());
        await waiting.Task;
        rig.Stop();

        Assert.True((await download).IsCancelled);
        Assert.Equal(1, server.Accepted);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_download_that_waits_for_a_connection_is_cancelled(bool blocking)
    {
        using var nobody = new DeadEnd(IPAddress.Loopback);
        using var rig = new DownloadRig(blocking, settings => settings with { ConnectTimeout = TimeSpan.FromMinutes(5) });

        var download = rig.DownloadAsync(nobody.Url);
        await Task.Delay(50);
        rig.Stop();

        Assert.True((await download).IsCancelled);
    }

    [Theory]
    [CombinedWithBoth(50, 30 * 24 * 60 * 60)]
    public async Task A_download_that_waits_for_its_next_try_is_cancelled(bool blocking, int seconds)
    {
        var hasBeenRefused = new TaskCompletionSource();
        await using var server = new HostileServer(async connection =>
        {
            await connection.RequestAsync();
            await connection.SendAsync($"HTTP/1.1 503 No\r\nContent-Length: 0\r\nConnection: close\r\nRetry-After: {seconds}\r\n\r\n");
            await connection.StallAsync();
            hasBeenRefused.SetResult();
        });
        using var rig = new DownloadRig(blocking, settings => settings with { RetryBudget = TimeSpan.FromHours(1000) });

        var download = rig.DownloadAsync(server.Url());
        await hasBeenRefused.Task;
        await Task.Delay(50);
        rig.Stop();

        Assert.True((await download).IsCancelled);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_download_that_comes_after_the_stop_is_cancelled_without_a_request(bool blocking)
    {
        await using var server = new HostileServer(HostileServer.Answering(HostileServer.Ok("hello")));
        using var rig = new DownloadRig(blocking);
        rig.Stop();

        Assert.True((await rig.DownloadAsync(server.Url())).IsCancelled);
        Assert.Equal(0, server.Accepted);
    }
}
