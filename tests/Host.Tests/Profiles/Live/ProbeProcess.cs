using System.Diagnostics;
using System.Globalization;

namespace Mul.Host.Tests.Profiles.Live;

internal static class ProbeProcess
{
    /// <summary>What the probe printed, or null if it did not end in time and was killed.</summary>
    public static async Task<string?> RunAsync(string probe, string input, TimeSpan patience, int? cores = null)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(ProbeProcess).Assembly.Location, probe])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        if (cores is { } visible)
        {
            start.Environment["DOTNET_PROCESSOR_COUNT"] = visible.ToString(CultureInfo.InvariantCulture);
        }

        using var process = Process.Start(start)!;
        using var timeout = new CancellationTokenSource(patience);
        try
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
            var output = await process.StandardOutput.ReadToEndAsync(timeout.Token);
            await process.WaitForExitAsync(timeout.Token);
            return output;
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
            return null;
        }
    }
}
