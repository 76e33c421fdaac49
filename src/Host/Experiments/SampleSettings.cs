using Mul.Actors.Jobs;
using Mul.Host.Profiles;
using Mul.Host.Traces;

namespace Mul.Host.Experiments;

/// <summary>What every sample of an experiment has in common, whatever its profile.</summary>
internal sealed record SampleSettings
{
    public required IWorkload Workload { get; init; }

    public required OptionValues Options { get; init; }

    /// <summary>Default: 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Small jobs per pool before the run. Default: 3.</summary>
    public int Warmup { get; init; } = 3;

    /// <summary>Jobs per second; null = none.</summary>
    public double? Rate { get; init; }

    /// <summary>Jobs in flight; null = all at once.</summary>
    public int? Window { get; init; }

    /// <summary>Default: 60 s.</summary>
    public TimeSpan MaxSilence { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Of one sample. Default: 10 min.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The task of a child that measures <paramref name="profile"/>.</summary>
    /// <param name="asked">What the profile asks for, by the pool's place in the workload.</param>
    public SampleTask TaskFor(Profile profile, IReadOnlyList<PoolAsked?> asked) => new()
    {
        ProfileName = profile.Name,
        ProfileFile = profile.File,
        ProfileText = profile.Text,
        Workload = Workload.Name,
        Options = Options.All,
        Origin = Options.Origin,
        Seed = Seed,
        Warmup = Warmup,
        Rate = Rate,
        Window = Window,
        MaxSilence = MaxSilence,
        Asked = asked,
    };
}
