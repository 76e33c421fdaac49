using Mul.Host.Experiments.Ledgers;
using Mul.Host.Experiments.Samples;
using Mul.Host.Profiles;
using Mul.Host.Statistics;
using Mul.Host.Traces;

namespace Mul.Host.Experiments.Blocks;

/// <summary>Which profiles are compared on what, how often, and by which measure.</summary>
internal sealed record ExperimentPlan
{
    /// <summary>The profiles to run, the first of them the baseline.</summary>
    public required IReadOnlyList<Profile> Profiles { get; init; }

    public required SampleSettings Samples { get; init; }

    /// <summary>Blocks that count: each runs every profile once. For a verdict as many as <see cref="Threshold.LeastBlocks"/>. Default: 10.</summary>
    public int Blocks { get; init; } = 10;

    /// <summary>Stop at the first look at which every interval of a profile that did its work is this narrow, as a part of 1; null = run every block.</summary>
    public double? Until { get; init; }

    public Metric Metric { get; init; } = Metric.Makespan;

    /// <summary>The difference that matters. Default: 3 %.</summary>
    public Threshold Threshold { get; init; } = new();

    /// <summary>Whether the best two of several run once more on fresh blocks. Default: yes.</summary>
    public bool Confirm { get; init; } = true;

    /// <summary>Whether the best two run once more on fresh blocks: two alone have been compared with each other already.</summary>
    public bool HasFinal => Confirm && Profiles.Count > 2;

    /// <summary>The most blocks that may be run.</summary>
    public int MostBlocks => Until is null ? Blocks : Looks.Blocks[^1];

    public IReadOnlyList<string> Names => [.. Profiles.Select(profile => profile.Name)];

    /// <summary>The first line of its ledger.</summary>
    public LedgerHeader ToHeader() => new(
        LedgerHeader.CurrentSchema,
        [.. Profiles.Select(profile => ProfileStamp.Of(profile))],
        Samples.Stamp,
        Samples.Seed,
        Samples.Warmup,
        Samples.Rate,
        Samples.Window,
        Blocks,
        Until,
        Metric,
        Threshold.Delta,
        Jobs: Samples.Workload.Jobs(Samples.Options, Samples.Seed).Fingerprint);
}
