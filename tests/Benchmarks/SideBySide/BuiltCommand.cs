using System.Diagnostics;
using System.Text.Json;
using Mul.Host.Traces;

namespace Mul.Benchmarks.SideBySide;

/// <summary>The command as it is built, run to its end and asked for its JSON.</summary>
internal static class BuiltCommand
{
    public static JsonElement Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(RunRecord).Assembly.Location, .. arguments, "--json", "-", "--no-progress"])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? JsonDocument.Parse(output).RootElement
            : throw new InvalidOperationException($"mul {string.Join(' ', arguments)} ended with {process.ExitCode}");
    }
}
