using System.Globalization;
using Mul.Host.Traces;

namespace Mul.Host.Experiments.Ledgers;

/// <summary>Why a profile's samples cannot be compared: it did not do the work, or not the same work.</summary>
internal static class Flaws
{
    /// <summary>The first flaw in one line, or null if there is none.</summary>
    /// <param name="phase">The only one to look at; null = both.</param>
    /// <param name="last">Blocks behind this one are left out. Default: none is.</param>
    public static string? Of(Ledger ledger, string profile, Phase? phase = null, int last = int.MaxValue)
    {
        Cell[] baseline = [.. ledger.Cells.Where(cell => cell.Profile == ledger.Names[0] && Of(cell, null) is null)];
        return ledger.Cells
            .Where(cell => cell.Profile == profile && (phase is null || cell.Phase == phase) && cell.Block <= last)
            // Every block has the same jobs: where the baseline has no sample, as in a final of two others, another block's will do.
            .Select(cell => Of(cell, baseline.FirstOrDefault(own => (own.Phase, own.Block) == (cell.Phase, cell.Block)) ?? baseline.FirstOrDefault()))
            .FirstOrDefault(flaw => flaw is not null);
    }

    /// <param name="baseline">Whose work is the right one; null if none is known.</param>
    public static string? Of(Cell cell, Cell? baseline)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"block {cell.Block}");
        if (cell is not { Record: { } record, Failure: null })
        {
            return $"{place}: {cell.Failure}";
        }

        foreach (var pool in record.Pools)
        {
            var missing = pool.Jobs.Told - pool.Jobs.Completed;
            if (missing > 0)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{place}: {missing} of {pool.Jobs.Told} jobs of {pool.Name} did not complete{Reason(pool)}");
            }

            var other = baseline?.Record?.Pools.FirstOrDefault(own => own.Name == pool.Name);
            if (other is not null && other.Digest != pool.Digest)
            {
                return $"{place}: {pool.Name} has the digest {pool.Digest}, the baseline {other.Digest}: they did not do the same work";
            }
        }

        return record.Interrupted ? $"{place}: the sample was ended before it was done" : null;
    }

    private static string Reason(PoolRecord pool) => pool.Failures.Count > 0 ? $" ({pool.Failures[0].Reason})" : "";
}
