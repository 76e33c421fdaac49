using Mul.Actors.Jobs;
using Mul.Actors.Running;
using Mul.Host.Traces;
using Mul.Host.Workloads;

namespace Mul.Host.Experiments.Samples;

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

    /// <inheritdoc cref="SampleTask.MaxSilence"/>
    public TimeSpan? MaxSilence { get; init; }

    /// <summary>Of one sample. Default: 10 min.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The folder of certificates of runs over nodes; null = none.</summary>
    public string? TlsFolder { get; init; }

    /// <summary>Whether findings about a profile are refused.</summary>
    public bool Strict { get; init; }

    /// <param name="rate">Jobs per second; null = none.</param>
    /// <param name="window">Jobs in flight; null = all at once.</param>
    public static Arrivals ArrivalsOf(double? rate, int? window) => (rate, window) switch
    {
        ({ } jobsPerSecond, _) => Arrivals.Rate(jobsPerSecond),
        (_, { } inFlight) => Arrivals.Window(inFlight),
        _ => Arrivals.AllAtOnce,
    };

    /// <summary>How results name the workload.</summary>
    public WorkloadStamp Stamp => StampOf(Workload, Options);

    public static WorkloadStamp StampOf(IWorkload workload, OptionValues options) => new(
        workload.Name,
        options.All,
        workload is PlugInWorkload && WorkloadCatalog.PlugIn is { } plugIn
            ? new AssemblyStamp(Path.GetFileName(plugIn.Path), plugIn.Name.Version?.ToString() ?? "", plugIn.Sha256)
            : null);

    /// <summary>The task of a child that measures <paramref name="contender"/>.</summary>
    public SampleTask TaskFor(Contender contender) => new()
    {
        Source = RunSource.Of(contender.Profile, Workload, Options, Seed),
        Warmup = Warmup,
        Rate = Rate,
        Window = Window,
        MaxSilence = MaxSilence,
        TlsFolder = TlsFolder,
        Asked = contender.Asked,
    };
}
