using Mul.Host.Experiments.Samples;

namespace Mul.Host.Experiments.Ledgers;

/// <summary>The one sample of a profile that stands for all of them where a picture can show only one.</summary>
internal static class MedianSample
{
    /// <summary>The sample of a complete block with the median of the ledger's metric (of two in the middle the lesser); null if none was measured.</summary>
    public static Cell? Of(Ledger ledger, string profile) => Of(ledger, profile, ledger.Header.Metric);

    /// <summary>The same by another metric.</summary>
    public static Cell? Of(Ledger ledger, string profile, Metric metric)
    {
        Cell[] sorted =
        [
            .. ledger.Blocks(Phase.Blocks, ledger.Names)
                .Select(block => block[profile])
                .Where(cell => cell.Record is not null)
                .OrderBy(cell => metric.Of(cell.Record!) ?? double.PositiveInfinity)
                .ThenBy(cell => cell.Block),
        ];
        return sorted.Length == 0 ? null : sorted[(sorted.Length - 1) / 2];
    }

    /// <summary>Of every profile that has one.</summary>
    public static IReadOnlyList<Cell> OfAll(Ledger ledger) => [.. ledger.Names.Select(name => Of(ledger, name)).OfType<Cell>()];
}
