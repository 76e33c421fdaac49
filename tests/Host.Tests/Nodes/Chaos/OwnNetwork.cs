using System.Diagnostics;
using System.Globalization;

namespace Mul.Host.Tests.Nodes.Chaos;

/// <summary>A network namespace for one node: its 127.0.0.1 is its own, and can be taken down, which is a partition as a pulled cable makes it.</summary>
internal sealed class OwnNetwork : IDisposable
{
    private static readonly Lazy<string?> Obstacle = new(() => !OperatingSystem.IsLinux() ? "needs Linux"
        : Shell("unshare --net --map-root-user sh -c 'ip link set lo up' && command -v nsenter") != 0 ? "needs network namespaces (unshare, nsenter, ip), which this machine or user has not"
        : null);

    private readonly Process _relay;

    private OwnNetwork(Process relay) => _relay = relay;

    /// <summary>Why there are none; null where there are.</summary>
    public static string? Missing => Obstacle.Value;

    /// <summary>What a command is to be started with to be inside.</summary>
    public IReadOnlyList<string> Entrance =>
        ["nsenter", "--target", _relay.Id.ToString(CultureInfo.InvariantCulture), "--user", "--preserve-credentials", "--net"];

    /// <param name="port">Of its loopback, which leads to <paramref name="socket"/>.</param>
    public static async Task<OwnNetwork> StartAsync(int port, string socket)
    {
        var relay = string.Create(CultureInfo.InvariantCulture, $"ip link set lo up && exec dotnet exec '{typeof(OwnNetwork).Assembly.Location}' relay {port} '{socket}'");
        var process = Process.Start(new ProcessStartInfo("unshare", ["--net", "--map-root-user", "sh", "-c", relay])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        // Before this line the process may still be in everybody's network.
        Assert.Equal(Relay.Ready, await process.StandardOutput.ReadLineAsync());
        return new OwnNetwork(process);
    }

    public void Cut() => Set("down");

    public void Mend() => Set("up");

    public void Dispose()
    {
        _relay.StandardInput.Close();
        _relay.WaitForExit();
        _relay.Dispose();
    }

    private void Set(string state) => Assert.Equal(0, Shell($"{string.Join(' ', Entrance)} ip link set lo {state}"));

    private static int Shell(string command)
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", command]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        shell.WaitForExit();
        return shell.ExitCode;
    }
}
