using Mul.Host.Experiments.Comparing;
using Mul.Host.Experiments.Ledgers;
using Mul.Host.Reports.Printing;
using Mul.Host.Tests.Experiments;
using Mul.Host.Traces;

namespace Mul.Host.Tests.Reports.Printing;

public sealed class TourTableSpecs
{
    [Fact]
    public void A_profile_without_a_sample_says_so_and_leaves_the_others_their_verdicts_and_sentences()
    {
        var ledger = new Ledger(Records.Header("sequential", "threads", "async"));
        for (var block = 1; block <= 7; block++)
        {
            ledger.Add(Records.Cell(block, "sequential", 4));
            ledger.Add(Records.Cell(block, "threads", 1) with { Record = null, Failure = "it hung" });
            ledger.Add(Records.Cell(block, "async", 1));
        }

        var table = new TourTable();
        table.Add(
            CompareRecords.Of(ledger),
            [.. ledger.Names.Select(name => new TourStop(name, MedianSample.Of(ledger, name)?.Record, _ => $"why {name} took so long"))]);

        var lines = Drawing.Of(console => table.Write(console, []), 140);
        Assert.EndsWith("invalid  │", LineOf(lines, "│          │ threads"), StringComparison.Ordinal);
        Assert.EndsWith("4.00× … 4.00× │ faster   │", LineOf(lines, "│          │ async"), StringComparison.Ordinal);
        Assert.EndsWith("why sequential took so long", LineOf(lines, "noop, sequential"), StringComparison.Ordinal);
        Assert.EndsWith("block 1: it hung", LineOf(lines, "noop, threads"), StringComparison.Ordinal);
        Assert.EndsWith("why async took so long", LineOf(lines, "noop, async"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_noisy_machine_is_said_once_and_of_which_sample()
    {
        var ledger = new Ledger(Records.Header("sequential", "threads"));
        foreach (var name in ledger.Names)
        {
            ledger.Add(Records.Cell(1, name, 1) with { Record = Records.Record(name, 1) with { Findings = [new Finding("noisy-machine", Severity.Warning, "It was not quiet.", "Run again."), new Finding("cpu-bound", Severity.Warning, "Full.", "")] } });
        }

        var table = new TourTable();
        table.Add(CompareRecords.Of(ledger), [.. ledger.Names.Select(name => new TourStop(name, MedianSample.Of(ledger, name)?.Record, _ => ""))]);

        var lines = Drawing.Of(console => table.Write(console, []), 140);
        Assert.Equal(["● noisy-machine  noop, sequential: It was not quiet."], lines.Where(line => line.StartsWith('●')));
    }

    [Fact]
    public void A_command_is_one_line_however_narrow_the_terminal_is()
    {
        var ledger = new Ledger(Records.Header("sequential"));
        ledger.Add(Records.Cell(1, "sequential", 1));
        var table = new TourTable();
        table.Add(CompareRecords.Of(ledger), [new TourStop("sequential", ledger.Cells[0].Record, _ => "")]);
        var command = "mul compare " + new string('x', 80);

        Assert.Contains($"  {command}", Drawing.Of(console => table.Write(console, [command]), 80));
    }

    private static string LineOf(string[] lines, string beginning) => lines.Single(line => line.StartsWith(beginning, StringComparison.Ordinal));
}
