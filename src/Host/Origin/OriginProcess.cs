using System.Globalization;
using Mul.Actors.Jobs;
using Mul.Host.Processes;

namespace Mul.Host.Origin;

/// <summary>An origin server in a process of its own, so that what it uses is not counted as the workload's.</summary>
internal sealed class OriginProcess : IAsyncDisposable
{
    public const string Verb = "origin";

    // As options are written; down to one path in 10²⁰.
    private const string WithoutExponent = "0.####################";

    private readonly ChildProcess _child;

    private OriginProcess(ChildProcess child, Uri address)
    {
        _child = child;
        Address = address;
    }

    public Uri Address { get; }

    /// <exception cref="InvalidOperationException">The origin did not come up.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before it was up.</exception>
    public static async Task<OriginProcess> StartAsync(OriginSettings settings, CancellationToken cancellation)
    {
        var child = ChildProcess.Start(
            Verb,
            Parent.ChildOption,
            "--latency", Milliseconds(settings.Latency),
            "--jitter", Milliseconds(settings.Jitter),
            "--size", settings.Size.ToString(CultureInfo.InvariantCulture),
            "--bandwidth", settings.Bandwidth.ToString(CultureInfo.InvariantCulture),
            "--error-rate", settings.ErrorRate.ToString(WithoutExponent, CultureInfo.InvariantCulture),
            "--seed", settings.Seed.ToString(CultureInfo.InvariantCulture));
        try
        {
            if (await child.ReadLineAsync(cancellation) is { } line)
            {
                return new OriginProcess(child, new Uri(line));
            }

            var (exitCode, reason) = await child.WaitForExitAsync(cancellation);
            throw new InvalidOperationException($"the origin ended with exit code {exitCode}: {reason}");
        }
        catch
        {
            await child.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _child.DisposeAsync();

    private static string Milliseconds(TimeSpan duration) =>
        duration.TotalMilliseconds.ToString(CultureInfo.InvariantCulture) + "ms";
}
