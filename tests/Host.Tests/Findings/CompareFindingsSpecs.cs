using Mul.Host.Experiments;
using Mul.Host.Findings;
using Mul.Host.Simulation;
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
