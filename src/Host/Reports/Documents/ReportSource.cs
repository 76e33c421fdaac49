using Mul.Host.Experiments.Comparing;
using Mul.Host.Experiments.Ledgers;
using Mul.Host.Traces;

namespace Mul.Host.Reports.Documents;

/// <summary>What every report of a run or of a comparison is made from. No clock: made twice from one ledger, a report is the same to the byte.</summary>
/// <param name="Comparison">Null for a single run.</param>
/// <param name="Samples">All of them, those of incomplete blocks too; in the order in which they were taken.</param>
/// <param name="Exemplars">Of each profile its median sample.</param>
internal sealed record ReportSource(CompareRecord? Comparison, IReadOnlyList<Cell> Samples, IReadOnlyList<Exemplar> Exemplars)
{
    public static ReportSource Of(RunRecord record, Func<Trace?> readTrace) => new(
        null,
        [new Cell(Phase.Blocks, 1, 0, record.Profile.Name, record.Seed, record, null)],
        [new Exemplar(record.Profile.Name, record, readTrace)]);

    /// <summary>The samples of a search, which keep no traces.</summary>
    public static ReportSource Of(Ledger search) => new(null, search.Cells, []);

    public static ReportSource Of(CompareRecord comparison, params IReadOnlyList<TracedLedger> ledgers) => new(
        comparison,
        [.. ledgers.SelectMany(ledger => ledger.Ledger.Cells.Select(cell => cell with { Profile = ledger.NameOf(cell.Profile) }))],
        [
            .. ledgers.SelectMany(ledger => MedianSample.OfAll(ledger.Ledger)
                .Select(cell => new Exemplar(ledger.NameOf(cell.Profile), cell.Record!, () => ledger.Traces?.Read(cell)))),
        ]);
}

/// <summary>The sample that stands for a profile.</summary>
/// <param name="ReadTrace">Null if its trace was not kept, or cannot be read.</param>
internal sealed record Exemplar(string Profile, RunRecord Record, Func<Trace?> ReadTrace);

/// <summary>The same with its trace, from which its jobs are drawn.</summary>
internal sealed record TracedExemplar(Exemplar Exemplar, Trace Trace)
{
    /// <summary>Reads the traces that there are, which may be large: once for all reports.</summary>
    public static IReadOnlyList<TracedExemplar> ReadAll(IReadOnlyList<Exemplar> exemplars) =>
        [.. from exemplar in exemplars let trace = exemplar.ReadTrace() where trace is not null select new TracedExemplar(exemplar, trace)];
}
