using System.CommandLine;
using Mul.Host.Experiments.Comparing;
using Mul.Host.Experiments.Ledgers;
using Mul.Host.Findings;
using Mul.Host.Processes;
using Mul.Host.Reports.Documents;
using Mul.Host.Reports.Writing;

namespace Mul.Host.Commands;

/// <summary><c>mul report LEDGER...</c>: any report from ledgers. Runs nothing, so it says the same next year.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("ledgers")
        {
            Description = "Ledgers that --ledger wrote. Several are compared with the first, unpaired: what drifted between their days is part of the ratio.",
            Arity = ArgumentArity.OneOrMore,
        };
        var report = new ReportOptions();
        var command = new Command("report", "Make any report from ledgers; runs nothing.") { paths };
        report.AddTo(command);
        command.SetAction(result =>
        {
            Write(result.GetValue(paths)!, report.Read(result));
            return ExitCode.Fine;
        });
        return command;
    }

    private static void Write(string[] paths, ReportSettings report)
    {
        var ledgers = TracedLedger.LoadAll(paths);
        if (ledgers is [{ Ledger: { Found: { } found } search }])
        {
            report.Write(found, search);
            return;
        }

        if (ledgers is [{ Ledger.Header.Tuning: not null }])
        {
            Terminal.Say($"{paths[0]}: this search has not ended; what it has measured is shown as a comparison. mul tune with --ledger and --resume goes on.");
        }

        var record = ledgers.Count == 1 ? CompareRecords.Of(ledgers[0].Ledger) : UnpairedRecords.Of(ledgers);
        record = record with { Findings = CompareFindings.Of(record, ledgers) };
        report.Write(ReportSource.Of(record, ledgers));
    }
}
