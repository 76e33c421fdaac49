namespace Mul.Actors.Jobs;

/// <summary>How the origin server is to behave. Content is a function of path and seed alone.</summary>
public sealed record OriginSettings
{
    /// <summary>From request to first byte. Default: none.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>Up to this much more latency, a function of path and seed. Default: none.</summary>
    public TimeSpan Jitter { get; init; }

    /// <summary>Bytes of each file. Default: 40 KB.</summary>
    public long Size { get; init; } = 40_000;

    /// <summary>Bytes per second and response; 0 = as fast as it goes. Default: 0.</summary>
    public long Bandwidth { get; init; }

    /// <summary>The part of the paths that answer 503, from 0 to 1. Default: 0.</summary>
    public double ErrorRate { get; init; }

    /// <summary>Default: 1.</summary>
    public ulong Seed { get; init; } = 1;
}
