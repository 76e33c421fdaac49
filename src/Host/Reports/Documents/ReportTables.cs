using System.Globalization;
using Mul.Host.Experiments.Comparing;
using Mul.Host.Experiments.Samples;
using Mul.Host.Reports.Writing;
using Mul.Host.Statistics;
using Mul.Host.Traces;

namespace Mul.Host.Reports.Documents;

/// <summary>The tables that the terminal, Markdown and HTML have in common.</summary>
internal static class ReportTables
{
    /// <summary>Columns of <see cref="Profiles"/> that a narrow terminal goes without, the first of them first.</summary>
    public static IReadOnlyList<string> LeftOutOfProfiles { get; } = ["system", "user", "samples", AtOnceHeading];

    // On two lines where it is a terminal's.
    private const string AtOnceHeading = "at once\n(mean / max of asked)";

    /// <summary>One line of <c>time</c> per profile, and how many jobs it had at once.</summary>
    public static TextTable Profiles(CompareRecord record)
    {
        var showMetric = record.Metric != Metric.Makespan;
        return new TextTable(
            "Medians over the samples",
            [.. "profile,total,user,system".Split(','), .. showMetric ? [record.Metric.NameOf()] : Array.Empty<string>(), AtOnceHeading, "samples"],
            [
                .. record.Profiles.Select(profile => (string[])
                [
                    profile.Name,
                    Figures.Clock(profile.MedianSeconds),
                    Figures.Clock(profile.MedianUserSeconds),
                    Figures.Clock(profile.MedianSystemSeconds),
                    .. showMetric ? [record.Metric.Text(profile.Median)] : Array.Empty<string>(),
                    AtOnce(profile),
                    Samples(profile),
                ]),
            ]);
    }

    public static TextTable Comparisons(CompareRecord record) => new(
        $"{record.Metric.NameOf()} as a multiple of the baseline's",
        ["candidate", "baseline", "verdict", "ratio", "95 % interval"],
        [
            .. record.Comparisons.Select(comparison => (string[])
            [
                comparison.Candidate,
                comparison.Baseline,
                comparison.Verdict.NameOf(),
                Figures.Ratio(comparison.Ratio),
                Figures.Interval(comparison.Low, comparison.High),
            ]),
        ],
        Labels: 3);

    /// <summary>What was predicted before the first sample, and what came of it.</summary>
    public static TextTable Predictions(IReadOnlyList<PredictionOutcome> predictions) => new(
        "Predicted before the first sample, then measured",
        ["profile", "predicted", "9 of 10 from", "to", "measured", "error", "samples in the band"],
        [
            .. predictions.Select(prediction => (string[])
            [
                prediction.Profile,
                Figures.Seconds(prediction.PredictedSeconds),
                Figures.Seconds(prediction.LowSeconds),
                Figures.Seconds(prediction.HighSeconds),
                Figures.Seconds(prediction.MeasuredSeconds),
                string.Create(CultureInfo.InvariantCulture, $"{100 * prediction.Error:+0.0;-0.0;0.0} %"),
                Figures.Percent(100 * prediction.Held),
            ]),
        ]);

    /// <summary>What each profile's median sample used.</summary>
    public static TextTable Processes(IReadOnlyList<Exemplar> exemplars) => new(
        "What the process used",
        ["profile", "total", "user", "system", "cpu", "peak memory", "allocated", "gc 0/1/2", "gc pause", "switches vol./invol.", "threads", "heartbeat p99", "timer p99"],
        [
            .. exemplars.Select(exemplar => (string[])
            [
                exemplar.Profile,
                Figures.Clock(exemplar.Record.MakespanSeconds),
                Figures.Clock(exemplar.Record.Cpu?.UserSeconds),
                Figures.Clock(exemplar.Record.Cpu?.SystemSeconds),
                Figures.Percent(exemplar.Record.Cpu?.Percent),
                Figures.Bytes(exemplar.Record.Memory?.PeakResidentBytes),
                Figures.Bytes(exemplar.Record.Memory?.AllocatedBytes),
                Collections(exemplar.Record),
                Figures.Seconds(exemplar.Record.Gc?.PauseSeconds),
                Switches(exemplar.Record),
                Figures.Count(exemplar.Record.Threads?.Max),
                Figures.Seconds(exemplar.Record.Heartbeat?.DelaySeconds?.P99),
                Figures.Seconds(exemplar.Record.Heartbeat?.TimerSeconds?.P99),
            ]),
        ]);

    /// <summary>What each profile asked for, beside what its routees saw.</summary>
    public static TextTable AskedAndSeen(IReadOnlyList<Exemplar> exemplars) => new(
        "What the profile asked for → what its routees saw",
        ["profile", "pool", "dispatcher", "type", "executor", "routees", "throughput", "threads", "at once"],
        [
            .. ByPool(exemplars).Select(one => (string[])
            [
                one.Profile,
                one.Pool.Name,
                Both(one.Pool, side => side.Dispatcher.Id),
                Both(one.Pool, side => side.Dispatcher.Type),
                Both(one.Pool, side => side.Dispatcher.Executor),
                Both(one.Pool, side => Figures.Count(side.Routees)),
                Both(one.Pool, side => Figures.Count(side.Dispatcher.Throughput)),
                Both(one.Pool, side => Figures.Count(side.Dispatcher.Threads)),
                $"{Figures.Count(one.Pool.Concurrency.Configured)} → {Figures.Count(one.Pool.Concurrency.Max)}",
            ]),
        ],
        Labels: 5);

    /// <summary>Jobs and their times, pool by pool.</summary>
    public static TextTable Pools(IReadOnlyList<Exemplar> exemplars) => new(
        "Jobs and their times",
        ["profile", "pool", "completed", "failed", "cancelled", "jobs/s", "queue p50", "queue p99", "dispatch delay p99", "service p50", "service p99", "service max"],
        [
            .. ByPool(exemplars).Select(one => (string[])
            [
                one.Profile,
                one.Pool.Name,
                $"{Figures.Count(one.Pool.Jobs.Completed)} of {Figures.Count(one.Pool.Jobs.Told)}",
                Figures.Count(one.Pool.Jobs.Failed),
                Figures.Count(one.Pool.Jobs.Cancelled),
                Figures.Count(one.Pool.JobsPerSecond),
                Figures.Seconds(one.Pool.QueueSeconds?.P50),
                Figures.Seconds(one.Pool.QueueSeconds?.P99),
                Figures.Seconds(one.Pool.DispatchDelaySeconds?.P99),
                Figures.Seconds(one.Pool.ServiceSeconds?.P50),
                Figures.Seconds(one.Pool.ServiceSeconds?.P99),
                Figures.Seconds(one.Pool.ServiceSeconds?.Max),
            ]),
        ],
        Labels: 2);

    // As "downloaders 4.8 / 5 of 5", a line for each pool.
    private static string AtOnce(ProfileSummary profile) => string.Join(",\n", profile.Concurrency.Select(pool =>
        $"{pool.Pool} {Figures.Count(pool.Mean)} / {Figures.Count(pool.Max)}{(pool.Configured is { } asked ? " of " + Figures.Count(asked) : "")}"));

    // As "10 (1 outlier)".
    private static string Samples(ProfileSummary profile) =>
        Figures.Count(profile.Samples) + (profile.Outliers > 0 ? $" ({Figures.Counted(profile.Outliers, "outlier")})" : "");

    /// <summary>As <c>12/3/0</c>.</summary>
    public static string Collections(RunRecord record) =>
        record.Gc is { } gc ? string.Create(CultureInfo.InvariantCulture, $"{gc.Gen0}/{gc.Gen1}/{gc.Gen2}") : Figures.None;

    /// <summary>As <c>1,024 / 16</c>: voluntary, then involuntary.</summary>
    public static string Switches(RunRecord record) =>
        record.ContextSwitches is { } switches ? $"{Figures.Count(switches.Voluntary)} / {Figures.Count(switches.Involuntary)}" : Figures.None;

    private static IEnumerable<(string Profile, PoolRecord Pool)> ByPool(IReadOnlyList<Exemplar> exemplars) =>
        exemplars.SelectMany(exemplar => exemplar.Record.Pools.Select(pool => (exemplar.Profile, pool)));

    private static string Both(PoolRecord pool, Func<PoolSide, string> value)
    {
        var seen = pool.Effective is { } effective ? value(effective) : Figures.None;
        var asked = pool.Configured is { } configured ? value(configured) : Figures.None;
        return asked == Figures.None || asked == seen ? seen : $"{asked} → {seen}";
    }
}
