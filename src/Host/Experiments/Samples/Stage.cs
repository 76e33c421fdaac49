using Mul.Host.Origin;

namespace Mul.Host.Experiments.Samples;

/// <summary>What samples need around them: the origin that their downloads come from, for as long as they run.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly OriginProcess? _origin;

    private Stage(SampleSettings settings, OriginProcess? origin)
    {
        _origin = origin;
        Settings = origin is null ? settings : settings with { Options = settings.Options.WithOrigin(origin.Address) };
    }

    /// <summary>With the address of the origin, if one was needed.</summary>
    public SampleSettings Settings { get; }

    public static async Task<Stage> SetAsync(SampleSettings settings, CancellationToken cancellation) =>
        new(settings, settings.Workload.Origin(settings.Options, settings.Seed) is { } wanted ? await OriginProcess.StartAsync(wanted, cancellation) : null);

    public ValueTask DisposeAsync() => _origin?.DisposeAsync() ?? ValueTask.CompletedTask;
}
