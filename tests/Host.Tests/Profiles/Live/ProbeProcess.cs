using System.Diagnostics;
using System.Globalization;

namespace Mul.Host.Tests.Profiles.Live;

internal static class ProbeProcess
{
    /// <summary>What a probe prints first whose time counts from there.</summary>
    public const string Begun = "begun";

    private static readonly TimeSpan PatienceWithItsStart = TimeSpan.FromMinutes(1);

    /// <summary>What the probe printed, or null if it did not end in time and was killed.</summary>
    /// <param name="saysWhenItBegins">Whether it prints <see cref="Begun"/>, from where <paramref name="patience"/> counts.</param>
    public static async Task<string?> RunAsync(string probe, string input, TimeSpan patience, int? cores = null, bool saysWhenItBegins = false)
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
        if (saysWhenItBegins)
        {
            Assert.Equal(Begun, await process.StandardOutput.ReadLineAsync().WaitAsync(PatienceWithItsStart));
        }

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
