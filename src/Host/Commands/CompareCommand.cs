using System.CommandLine;
using Mul.Actors.Jobs;
using Mul.Host.Experiments.Comparing;
using Mul.Host.Experiments.Ledgers;
using Mul.Host.Experiments.Samples;
using Mul.Host.Findings;
using Mul.Host.Processes;
using Mul.Host.Reports.Documents;
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
        var experiment = new ExperimentOptions(aboutBlocks: " Of three or more profiles the best two then run as many again.");
        var sample = new SampleOptions(without: WorkloadOption.Output);
        var report = new ReportOptions();
        var tls = new TlsOption();
        var predict = new Option<bool>("--predict") { Description = "Predict first, from a pilot; a profile outside of its band is a finding." };
        var command = new Command("compare", "Compare profiles in randomised blocks of fresh processes: ratio, exact interval, verdict.") { profiles };
        experiment.AddTo(command);
        sample.AddTo(command);
        report.AddTo(command);
        tls.AddTo(command);
        command.Options.Add(predict);
        command.SetAction((result, _) => Interruption.GuardAsync(cancellation =>
        {
            var (settings, reports, folder) = (experiment.Read(result) with { Predict = result.GetValue(predict) }, report.Read(result), tls.Read(result));
            return RunAsync(result.GetValue(profiles)!, sample.Read(result) with { TlsFolder = folder }, settings, reports, cancellation);
        }));
        return command;
    }

    private static async Task<int> RunAsync(
        string[] profiles, SampleSettings samples, ExperimentSettings settings, ReportSettings report, CancellationToken cancellation)
    {
        samples = await Laboratory.TriedOutAsync(samples, profiles[0], cancellation);
        var contenders = Contender.Admit(profiles, samples.Workload, samples.Strict);
        return await Laboratory.RunAsync(contenders, samples, settings, report, Conclude, cancellation);

        int Conclude(TracedLedger result)
        {
            var record = CompareRecords.Of(result.Ledger);
            record = record with { Findings = CompareFindings.Of(record, result) };
            report.Write(ReportSource.Of(record, result));
            return Judge(record, settings.FailIfSlower);
        }
    }

    private static int Judge(CompareRecord record, double? failIfSlower)
    {
        if (!Laboratory.IsSound(record))
        {
            return ExitCode.JobFailed;
        }

        return failIfSlower is { } limit ? ExitCode.Of(Gates.Of(record.Comparisons.Select(comparison => comparison.Estimate), limit)) : ExitCode.Fine;
    }
}
