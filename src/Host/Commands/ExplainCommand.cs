using System.CommandLine;
using Mul.Actors.Jobs;
using Mul.Host.Processes;
using Mul.Host.Profiles;
using Mul.Host.Reports.Documents;
using Mul.Host.Reports.Exports;
using Mul.Host.Reports.Printing;
using Mul.Host.Reports.Writing;
using Mul.Host.Workloads;

namespace Mul.Host.Commands;

/// <summary><c>mul explain PROFILE</c>: what a profile will really do on this machine, and what is wrong with it.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var profile = new Argument<string>("profile") { Description = "A shipped name (threads), or a path (./mine.hocon)." };
        var cores = new ValueOption<int>("--cores", "Cores to explain it for. Default: those of this machine.", ValueKinds.Cores);
        var strict = new Option<bool>("--strict") { Description = "Exit 3 if there is a finding about it, too." };
        var report = new ReportOptions(ReportScope.Tables);
        var command = new Command("explain", "Show what a profile will really do on this machine, and what is wrong with it.") { profile, cores, strict };
        report.AddTo(command);
        var workload = new Option<string?>("--workload", "-w") { Description = "The workload that the profile is for: its pools must be deployed. Default: none in particular." };
        var plugIn = new PlugInOptions();
        command.Options.Add(plugIn.Assembly);
        command.Options.Add(workload);
        command.SetAction(result =>
        {
            _ = plugIn.Load(result);
            return Explain(
                result.GetValue(profile)!,
                result.GetValue(workload) is { } name ? WorkloadCatalog.Find(name) : null,
                cores.ReadIfGiven(result) ?? Environment.ProcessorCount,
                result.GetValue(strict),
                report.Read(result));
        });
        return command;
    }

    private static int Explain(string profile, IWorkload? wanted, int cores, bool strict, ReportSettings report)
    {
        var examination = ProfileExamination.Of(ProfileLoader.Read(profile), WorkloadCatalog.All, wanted, cores, WorkloadCatalog.PlugIn?.Own);
        report.Write(() => ExplainTables.Write(Terminal.Output, examination), () => JsonReport.Of(ExplainRecord.Of(examination)), () => ExplainReport.Of(examination));
        return examination.Refusals.Any() || (strict && examination.Findings.Any()) ? ExitCode.BrokenProfile : ExitCode.Fine;
    }
}
