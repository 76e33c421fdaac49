using Mul.Host.Experiments;
using Mul.Host.Profiles;
using Mul.Host.Reports;
using Mul.Host.Statistics;

namespace Mul.Host.Commands;

/// <summary>What the verbs that compare have in common: run a plan, show how far it is, keep its ledger.</summary>
internal static class Laboratory
{
    public static async Task<Ledger> RunAsync(
        IReadOnlyList<Profile> profiles, SampleSettings samples, ExperimentSettings settings, ReportSettings report, CancellationToken cancellation)
    {
        var plan = new ExperimentPlan
        {
            Profiles = profiles,
            Samples = samples,
            Blocks = settings.Blocks,
            Until = settings.Until,
            Metric = settings.Metric,
            Threshold = new Threshold(settings.Threshold),
        };
        using var file = settings.LedgerPath is { } path ? LedgerFile.Open(path, LedgerHeader.Of(plan), settings.Resume) : null;
        var ledger = file?.Ledger ?? new Ledger(LedgerHeader.Of(plan));
        await using var stage = await Stage.SetAsync(samples);
        var experiment = new Experiment(
            plan,
            ledger,
            file is null ? ledger.Add : file.Add,
            (profile, ending) => Sample.RunAsync(stage.Settings.TaskFor(profiles[profile], []), samples.Timeout, null, ending));
        await ExperimentDisplay.ShowAsync(report.NoProgress, progress => experiment.RunAsync(progress, cancellation));
        return ledger;
    }

    /// <summary>Whether every sample did its work, and all the same work.</summary>
    public static bool IsSound(Ledger ledger) => ledger.Names.All(name => Flaws.Of(ledger, name) is null);
}
