using System.Globalization;
using Mul.Host.Experiments.Comparing;
using Mul.Host.Experiments.Ledgers;
using Mul.Host.Experiments.Samples;
using Mul.Host.Findings;
using Mul.Host.Simulation;
using Mul.Host.Statistics;
using Mul.Host.Tests.Experiments;
using Mul.Host.Traces;

namespace Mul.Host.Tests.Findings;

public sealed class CompareFindingsSpecs
{
    private static readonly Finding Warning = new("noisy-machine", Severity.Warning, "The machine was not quiet.", "Run again.");

    private static readonly Band Missed = new(0.1, 0.1, 0.1);

    [Fact]
    public void In_a_report_of_one_ledger_findings_have_the_profiles_names()
    {
        using var ledger = new TracedLedger(LedgerOf(("a", 1), ("b", 2)), null);

        Assert.Equal(
            ["difference b against a", "prediction-missed a", "noisy-machine a", "noisy-machine b"],
            CompareFindings.Of(CompareRecords.Of(ledger.Ledger), ledger).Select(Heading));
    }

    [Fact]
    public void Where_a_difference_sits_is_said_to_readers_of_any_report()
    {
        using var ledger = new TracedLedger(LedgerOf(("a", 1), ("b", 2)), null);

        Assert.Equal("--timeline shows each job of a and b.", CompareFindings.Of(CompareRecords.Of(ledger.Ledger), ledger)[0].Remedy);
    }

    [Fact]
    public void In_a_report_of_several_they_say_whose_they_are_and_where_the_difference_between_two_days_sits()
    {
        using var monday = new TracedLedger(LedgerOf(("a", 1)), null, "monday");
        using var tuesday = new TracedLedger(LedgerOf(("a", 2)), null, "tuesday");

        Assert.Equal(
            [
                "difference a (tuesday) against a (monday)",
                "prediction-missed a (monday)",
                "prediction-missed a (tuesday)",
                "noisy-machine a (monday)",
                "noisy-machine a (tuesday)",
            ],
            CompareFindings.Of(UnpairedRecords.Of([monday, tuesday]), monday, tuesday).Select(Heading));
    }

    // By memory the last of them is the median sample, and of two in the middle the lesser.
    [Theory]
    [InlineData("1 1.1 3", null)]
    [InlineData("1 1.4", "a: predicted 1.00 s (900 ms to 1.15 s), measured 1.20 s: as many jobs ran at once as predicted, so each took longer than in the pilot.")]
    public void A_prediction_is_held_against_the_median_of_the_makespans_whatever_is_compared(string seconds, string? missed)
    {
        var header = Records.Header("a") with { Metric = Metric.PeakMemory, Predictions = [Records.Predicted("a", new Band(1, 0.9, 1.15))] };
        using var ledger = new TracedLedger(new Ledger(header), null);
        var memory = new Queue<long>([3, 1, 2]);
        foreach (var (makespan, place) in seconds.Split(' ').Select((text, place) => (double.Parse(text, CultureInfo.InvariantCulture), place)))
        {
            var cell = Records.Cell(1 + place, "a", makespan);
            ledger.Ledger.Add(cell with { Record = cell.Record! with { Memory = new MemoryUse(memory.Dequeue(), 0) } });
        }

        Assert.Equal(missed, CompareFindings.Of(CompareRecords.Of(ledger.Ledger), ledger).SingleOrDefault(finding => finding.Id == "prediction-missed")?.Message);
    }

    [Fact]
    public void A_difference_in_what_processes_used_is_not_explained_by_the_times_of_jobs()
    {
        using var ledger = new TracedLedger(new Ledger(Records.Header("a", "b") with { Metric = Metric.Cpu }), null);
        foreach (var (block, name, cpu) in Enumerable.Range(1, 7).SelectMany(block => new[] { (block, "a", 1), (block, "b", 2) }))
        {
            var cell = Records.Cell(block, name, seconds: 2 / cpu);
            ledger.Ledger.Add(cell with { Record = cell.Record! with { Cpu = new CpuUse(cpu, 0, 100) } });
        }

        var record = CompareRecords.Of(ledger.Ledger);

        Assert.Equal(Verdict.Slower, record.Comparisons[0].Verdict);
        Assert.Empty(CompareFindings.Of(record, ledger));
    }

    [Fact]
    public void Samples_in_two_heaps_are_said_to_be_so()
    {
        // A burst that woke two threads or four.
        using var ledger = new TracedLedger(LedgerOfOne(0.801, 0.402, 0.802, 0.804, 0.402, 0.803, 0.401, 0.802, 0.404, 0.800), null);

        var finding = Assert.Single(CompareFindings.Of(CompareRecords.Of(ledger.Ledger), ledger));

        Assert.Equal(("bimodal", Severity.Warning), (finding.Id, finding.Severity));
        Assert.Equal("burst: the samples lie in two heaps by their makespan, 4 about 402 ms and 6 about 802 ms; no one figure describes both.", finding.Message);
        Assert.Equal("Look in --csv for what the samples of a heap share, as jobs at once or threads; more blocks show how often each comes.", finding.Remedy);
    }

    [Theory]
    [InlineData("1 1.01 1.02 1.01 1.02 1.03 1.01 1.02 1.03 1")]
    [InlineData("1 1 1 1 1 1.02 1.02 1.02 1.02 1.02")]
    [InlineData("1 1 1 1 2 2 2 2 2")]
    public void One_heap_and_two_that_differ_by_less_than_matters_and_a_few_samples_are_not(string seconds)
    {
        using var ledger = new TracedLedger(LedgerOfOne([.. seconds.Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture))]), null);

        Assert.Empty(CompareFindings.Of(CompareRecords.Of(ledger.Ledger), ledger));
    }

    [Fact]
    public void Samples_that_lost_jobs_lie_in_heaps_of_no_interest()
    {
        using var ledger = new TracedLedger(LedgerOfOne(1, 1, 1, 1, 1, 2, 2, 2, 2, 2), null);
        ledger.Ledger.Add(Records.Cell(11, "burst", 2, failed: 1));

        Assert.Empty(CompareFindings.Of(CompareRecords.Of(ledger.Ledger), ledger));
    }

    [Fact]
    public void A_ledger_that_was_resumed_on_another_machine_says_what_differs()
    {
        using var ledger = new TracedLedger(LedgerOfOne(1, 1), null);
        var cell = Records.Cell(3, "burst", 1);
        ledger.Ledger.Add(cell with { Record = cell.Record! with { Environment = cell.Record.Environment with { Cores = 64, Version = "0.1" } } });

        var finding = Assert.Single(CompareFindings.Of(CompareRecords.Of(ledger.Ledger), ledger));

        Assert.Equal(("mixed-environments", Severity.Warning), (finding.Id, finding.Severity));
        Assert.StartsWith("The samples were taken in 2 environments: cores 2 and 64; mul 0 and 0.1.", finding.Message, StringComparison.Ordinal);
    }

    private static Ledger LedgerOfOne(params double[] seconds)
    {
        var ledger = new Ledger(Records.Header("burst"));
        for (var block = 1; block <= seconds.Length; block++)
        {
            ledger.Add(Records.Cell(block, "burst", seconds[block - 1]));
        }

        return ledger;
    }

    private static string Heading(Finding finding) => $"{finding.Id} {finding.Message.Split(':')[0]}";

    // Seven blocks; the first profile was predicted to take a tenth of the time that it takes.
    private static Ledger LedgerOf(params (string Name, double Seconds)[] profiles)
    {
        var ledger = new Ledger(Records.Header([.. profiles.Select(profile => profile.Name)]) with { Predictions = [Records.Predicted(profiles[0].Name, Missed)] });
        for (var block = 1; block <= 7; block++)
        {
            foreach (var (name, seconds) in profiles)
            {
                var cell = Records.Cell(block, name, seconds);
                ledger.Add(cell with { Record = cell.Record! with { Findings = [Warning] } });
            }
        }

        return ledger;
    }
}
