using System.CommandLine;
using Mul.Host.Experiments;
using Mul.Host.Findings;
using Mul.Host.Reports;

namespace Mul.Host.Commands;

/// <summary><c>mul run PROFILE</c>: one run, and what really happened.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var profile = new Argument<string>("profile") { Description = "A shipped name (threads), or a path (./mine.hocon)." };
        var sample = new SampleOptions();
        var report = new ReportOptions();
        var command = new Command("run", "Run a workload under a profile, and show what really happened.") { profile };
        sample.AddTo(command);
        report.AddTo(command);
        command.SetAction((result, _) => Interruption.GuardAsync(cancellation =>
            RunAsync(result.GetValue(profile)!, sample.Read(result), report.Read(result), cancellation)));
        return command;
    }

    private static async Task<int> RunAsync(string profileArgument, SampleSettings settings, ReportSettings report, CancellationToken cancellation)
    {
        var contender = Contender.Admit([profileArgument], settings.Workload, settings.Strict)[0];
        await using var stage = await Stage.SetAsync(settings);
        using var traces = report.NeedsTraces ? TraceStore.Temporary() : null;
        var task = stage.Settings.TaskFor(contender) with { TracePath = traces?.Pending };
        var measured = await RunProgress.ShowAsync(
            $"{contender.Name}, {settings.Workload.Name}",
            report.NoProgress,
            progress => Sample.RunAsync(task, settings.Timeout, progress, cancellation));
        var record = measured with { Findings = [.. contender.Findings, .. RunFindings.Of(measured)] };
        report.Write(ReportSource.Of(record, () => traces?.ReadPending()));
        return record.Pools.Any(pool => pool.Jobs.Failed > 0) ? ExitCode.JobFailed : ExitCode.Fine;
    }
}
