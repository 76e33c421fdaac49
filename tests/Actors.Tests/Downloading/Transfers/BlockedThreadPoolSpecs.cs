using System.Net;
using System.Net.Sockets;
using Mul.Actors.Downloading.Requests;
using Mul.Actors.Downloading.Transfers;

namespace Mul.Actors.Tests.Downloading.Transfers;

/// <summary>Alone, because every other spec needs the thread pool that is blocked here.</summary>
[CollectionDefinition("Blocked thread pool", DisableParallelization = true)]
[Collection("Blocked thread pool")]
public sealed class BlockedThreadPoolSpecs
{
    [Fact]
    public void A_blocking_download_needs_no_thread_but_its_callers()
    {
        // Not disposed of: those it holds may still be on their way to it when the spec is over.
        var release = new ManualResetEvent(false);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var server = new Thread(() => Serve(listener));
        server.Start();
        using var rig = new DownloadRig(blocking: true, settings => settings with { IfExists = ExistingFile.Replace });
        var url = new Uri($"http://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}/file.bin");
        using var transfer = new Transfer(rig.Depot);

        // The thread pool grows by about two threads in a second, so these hold it for longer than anyone waits.
        var blocked = new SemaphoreSlim(0);
        for (var thread = 0; thread < 1000; thread++)
        {
            ThreadPool.QueueUserWorkItem(_ =>
            {
                blocked.Release();
                release.WaitOne();
            });
        }

        try
        {
            for (var core = 0; core < Environment.ProcessorCount; core++)
            {
                Assert.True(blocked.Wait(TimeSpan.FromSeconds(30)));
            }

            // A new connection, a kept one, a retry after a backoff and a connection after that.
            for (var job = 0; job < 4; job++)
            {
                Assert.Null(transfer.Run(DownloadRig.Job(url, DownloadRig.SumOf("hello"))).Failure);
            }

            Assert.True(ThreadPool.PendingWorkItemCount > 500, "the thread pool was to be blocked to the end");
        }
        finally
        {
            release.Set();
            listener.Stop();
            server.Join();
        }
    }

    private static void Serve(TcpListener listener)
    {
        string[][] answers =
        [
            [HostileServer.Ok("hello"), HostileServer.Ok("hello"), "HTTP/1.1 503 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"],
            [HostileServer.Ok("hello"), HostileServer.Ok("hello")],
        ];
        foreach (var connection in answers)
        {
            using var socket = listener.AcceptSocket();
            foreach (var answer in connection)
            {
                socket.Receive(new byte[4096]);
                socket.Send(System.Text.Encoding.ASCII.GetBytes(answer));
            }
        }
    }
}
