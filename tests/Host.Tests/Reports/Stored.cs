using Mul.Host.Experiments.Comparing;
using Mul.Host.Experiments.Ledgers;
using Mul.Host.Reports.Documents;

namespace Mul.Host.Tests.Reports;

/// <summary>
/// A ledger written by hand, and reports of it that people have read: three profiles in six blocks, of which the second
/// takes half as long as the first in each, and the third fails once with a reason that nobody should obey.
/// </summary>
internal static class Stored
{
    public static string Ledger { get; } = PathOf("three.jsonl");

    public static string Read(string name) => File.ReadAllText(PathOf(name));

    public static ReportSource Source()
    {
        var ledger = TracedLedger.Load(Ledger);
        return ReportSource.Of(CompareRecords.Of(ledger.Ledger), ledger);
    }

    private static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Reports", "Stored", name);
}
