using System.Diagnostics;
using System.Text.Json;
using Mul.Host.Traces;

namespace Mul.Benchmarks.SideBySide;

/// <summary>The command as it is built, run to its end and asked for its JSON.</summary>
internal static class BuiltCommand
{
    public static JsonElement Run(params string[] arguments) => Run("dotnet", ["exec", typeof(RunRecord).Assembly.Location], arguments);

    /// <summary>The same of the command as it is installed.</summary>
    public static JsonElement Run(InstalledCommand mul, params string[] arguments) => Run(mul.Executable, [], arguments);

    private static JsonElement Run(string executable, string[] before, string[] arguments)
    {
        var start = new ProcessStartInfo(executable, [.. before, .. arguments, "--json", "-", "--no-progress"]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? JsonDocument.Parse(output).RootElement
            : throw new InvalidOperationException($"mul {string.Join(' ', arguments)} ended with {process.ExitCode}");
    }
}
