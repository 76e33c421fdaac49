using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Mul.Actors.Jobs;
using Mul.Host.Commands;
using Mul.Host.Origin;
using Mul.Host.Tests.EndToEnd;

namespace Mul.Host.Tests.Origin;

/// <summary>The built command, in a process of its own.</summary>
public sealed class OriginCommandSpecs
{
    private const int Waiting = 10_000;

    [SkippableFact]
    public async Task Ten_thousand_requests_wait_at_once_and_each_is_answered()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "the limit of descriptors is read from /proc");
        var limit = File.ReadLines("/proc/self/limits").First(line => line.StartsWith("Max open files", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[3];
        Skip.If(limit != "unlimited" && int.Parse(limit, System.Globalization.CultureInfo.InvariantCulture) < Waiting + 1000, $"a process may open {limit} files here");
        using var origin = Start("--latency", "3s", "--size", "10");
        var address = new Uri((await origin.StandardOutput.ReadLineAsync())!);
        var sockets = new List<Socket>();

        for (var request = 0; request < Waiting; request++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            sockets.Add(socket);
            await socket.ConnectAsync(address.Host, address.Port);
            await socket.SendAsync(Encoding.ASCII.GetBytes($"GET /{request} HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"));
        }

        // A hundred at a time would take five minutes.
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var buffer = new byte[4096];
        foreach (var socket in sockets)
        {
            var read = await socket.ReceiveAsync(buffer, patience.Token);
            Assert.StartsWith("HTTP/1.1 200 OK", Encoding.ASCII.GetString(buffer, 0, read));
            socket.Dispose();
        }

        await EndAsync(origin);
    }

    [Fact]
    public async Task It_prints_its_address_and_ends_when_its_standard_input_closes()
    {
        using var origin = Start();

        Assert.Matches(@"^http://127\.0\.0\.1:\d+/$", await origin.StandardOutput.ReadLineAsync());

        await EndAsync(origin);
        Assert.Equal(0, origin.ExitCode);
    }

    // A terminal sends Ctrl-C to all: while the run that it belongs to settles, it is there.
    [SkippableFact]
    public async Task As_a_child_it_leaves_signals_to_its_parent()
    {
        Skip.If(ProcessTable.Missing is not null, ProcessTable.Missing);
        using var origin = Start("--size", "10");
        var address = new Uri((await origin.StandardOutput.ReadLineAsync())!);

        foreach (var signal in new[] { "INT", "TERM", "HUP", "QUIT" })
        {
            ProcessTable.Signal(signal, origin.Id);
        }

        using var client = new HttpClient();
        Assert.Equal(10, (await client.GetByteArrayAsync(new Uri(address, "any"))).Length);
        await EndAsync(origin);
        Assert.Equal(0, origin.ExitCode);
    }

    [Fact]
    public async Task A_small_part_of_failing_paths_is_understood()
    {
        await using var origin = await OriginProcess.StartAsync(new OriginSettings { ErrorRate = 0.00005, Size = 10 }, CancellationToken.None);

        Assert.True(origin.Address.IsLoopback);
    }

    private static Process Start(params string[] options)
    {
        var command = typeof(OriginCommand).Assembly.Location;
        return Process.Start(new ProcessStartInfo("dotnet", [command, "origin", "--until-stdin-closes", .. options])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
    }

    private static async Task EndAsync(Process origin)
    {
        origin.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await origin.WaitForExitAsync(patience.Token);
    }
}
