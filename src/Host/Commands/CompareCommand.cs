using System.CommandLine;
using Mul.Host.Experiments;
using Mul.Host.Profiles;
using Mul.Host.Reports;
using Mul.Host.Statistics;

namespace Mul.Host.Commands;

/// <summary><c>mul compare BASELINE CANDIDATE...</c>: which profile is better, and how sure that is.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        var profiles = new Argument<string[]>("profiles")
        {
            Description = "Shipped names or paths; the first is the baseline.",
            Arity = new ArgumentArity(2, 16),
        };
        var experiment = new ExperimentOptions();
        var sample = new SampleOptions();
        var report = new ReportOptions();
        var command = new Command("compare", "Compare profiles in randomised blocks of fresh processes: ratio, exact interval, verdict.") { profiles };
        experiment.AddTo(command);
        sample.AddTo(command);
        report.AddTo(command);
        command.SetAction((result, _) =>
            RunAsync(ProfileLoader.LoadAll(result.GetValue(profiles)!), sample.Read(result), experiment.Read(result), report.Read(result)));
        return command;
    }

    private static async Task<int> RunAsync(IReadOnlyList<Profile> profiles, SampleSettings samples, ExperimentSettings settings, ReportSettings report)
    {
        using var interruption = new Interruption();
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
        await using (var stage = await Stage.SetAsync(samples))
        {
            var experiment = new Experiment(
                plan,
                ledger,
                cell => Keep(cell, ledger, file),
                (profile, cancellation) => Sample.RunAsync(stage.Settings.TaskFor(profiles[profile], []), samples.Timeout, null, cancellation));
            await ExperimentDisplay.ShowAsync(report.NoProgress, progress => experiment.RunAsync(progress, interruption.Token));
        }

        var record = CompareRecords.Of(ledger);
        report.Write(record);
        return interruption.ExitCode ?? Judge(record, settings.FailIfSlower);
    }

    private static void Keep(Cell cell, Ledger ledger, LedgerFile? file)
    {
        if (file is null)
        {
            ledger.Add(cell);
        }
        else
        {
            file.Add(cell);
        }
    }

    private static int Judge(CompareRecord record, double? limit)
    {
        if (record.Comparisons.Any(comparison => comparison.Verdict == Verdict.Invalid))
        {
            return ExitCode.JobFailed;
        }

        return limit is { } most
            ? (int)Gates.Of(record.Comparisons.Select(comparison => new RatioEstimate(comparison.Ratio ?? 1, comparison.Low ?? 0, comparison.High ?? double.PositiveInfinity, 1)), most)
            : ExitCode.Fine;
    }
}
