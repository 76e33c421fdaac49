using System.Diagnostics;

namespace Mul.Host.Tests.EndToEnd;

/// <summary>What only a person at a terminal sees: util-linux's <c>script</c> is one.</summary>
public sealed class TerminalSpecs
{
    private const string Script = "/usr/bin/script";

    [SkippableFact]
    public async Task A_comparison_says_beforehand_how_long_it_will_take()
    {
        Skip.IfNot(OperatingSystem.IsLinux() && File.Exists(Script), $"{Script} is not installed");

        var seen = await RunAsync("compare fork-join fixed --workload noop --jobs 100 --blocks 1");

        Assert.Matches("2 samples, about [0-9.]+ m?s in all; Ctrl-C ends with the blocks that are complete.", seen);
    }

    private static async Task<string> RunAsync(string arguments)
    {
        using var script = Process.Start(new ProcessStartInfo(Script, ["-qec", $"dotnet exec '{MulCommand.PathOfAssembly}' {arguments}", "/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var seen = script.StandardOutput.ReadToEndAsync();
        script.StandardInput.Close();
        await script.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromMinutes(1)).Token);
        return await seen;
    }
}
