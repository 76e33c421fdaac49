using System.Diagnostics;
using System.Text;

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

    [SkippableFact]
    public async Task Progress_is_one_line_in_a_terminal_of_80_characters()
    {
        Skip.IfNot(OperatingSystem.IsLinux() && File.Exists(Script), $"{Script} is not installed");

        var seen = await RunAsync("compare fork-join fixed --workload noop --jobs 100 --blocks 3");

        Assert.Matches(@"block 2 of 3, [^\n]*[0-9]{2}:[0-9]{2}:[0-9]{2}[^\n]*([0-9]{2}:[0-9]{2}:[0-9]{2}|--:--:--)", seen);
    }

    [SkippableFact]
    public async Task A_tour_that_is_stopped_shows_what_it_has_seen()
    {
        Skip.IfNot(OperatingSystem.IsLinux() && File.Exists(Script), $"{Script} is not installed");
        using var script = Start("");
        var seen = new StringBuilder();
        var buffer = new char[4096];
        var interrupted = false;
        while (await script.StandardOutput.ReadAsync(buffer) is var read and > 0)
        {
            seen.Append(buffer, 0, read);
            if (!interrupted && seen.ToString().Contains("block 2 of", StringComparison.Ordinal))
            {
                // Ctrl-C.
                await script.StandardInput.WriteAsync('\x03');
                script.StandardInput.Close();
                interrupted = true;
            }
        }

        await script.WaitForExitAsync();
        Assert.Equal(130, script.ExitCode);
        Assert.Contains("what is known so far", seen.ToString(), StringComparison.Ordinal);
        Assert.Contains("downloads, async", seen.ToString(), StringComparison.Ordinal);
    }

    private static Process Start(string arguments) =>
        Process.Start(new ProcessStartInfo(Script, ["-qec", $"stty cols 80; dotnet exec '{MulCommand.PathOfAssembly}' {arguments}", "/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;

    private static async Task<string> RunAsync(string arguments)
    {
        using var script = Start(arguments);
        var seen = script.StandardOutput.ReadToEndAsync();
        script.StandardInput.Close();
        await script.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromMinutes(1)).Token);
        return await seen;
    }
}
