using System.Text.RegularExpressions;
using Mul.Actors.Running;
using Mul.Host.Statistics;
using Mul.Host.Traces;

namespace Mul.Host.Reports.Documents;

/// <summary>Why a pool's jobs failed, in a few lines: reasons that differ in nothing but their file are one, so that a rare one is not lost among them.</summary>
internal static partial class FailureText
{
    private const int MostReasons = 10;

    /// <summary>How many failed and for which reason, the commonest first; then what is left out, without a reason.</summary>
    public static IEnumerable<(string Jobs, string? Reason)> Of(RunRecord record, PoolRecord pool)
    {
        // Of more failures than that the log keeps the reasons of the first.
        var failed = record.Pools.Sum(each => each.Jobs.Failed) > RunLog.ReasonsKept ? $"of the first {Figures.Count(RunLog.ReasonsKept)} failures" : "failed";
        var kinds = pool.Failures
            .GroupBy(failure => OfOneFile().Replace(failure.Reason, ""))
            .Select(kind => (kind.First().Reason, Jobs: kind.Sum(failure => failure.Jobs), IsAlone: kind.Count() == 1))
            .OrderByDescending(kind => kind.Jobs)
            .Take(MostReasons)
            .ToArray();
        foreach (var kind in kinds)
        {
            yield return ($"{Figures.Count(kind.Jobs)} {failed}{(kind.IsAlone ? "" : ", one of them")}", kind.Reason);
        }

        if (pool.Jobs.Failed - kinds.Sum(kind => kind.Jobs) is > 0 and var others)
        {
            yield return ($"and {Figures.Counted(others, "other")}, whose reasons are not shown", null);
        }

        if (kinds.Length < pool.Failures.Count)
        {
            yield return ($"--json has each of the {Figures.Count(pool.Failures.Count)} reasons", null);
        }
    }

    // In the reasons of downloads: the URL, a path, a name made of the job's number, SHA-256 sums, and how often and long it was tried.
    [GeneratedRegex(@"^https?://\S+( \(redirected to \S+\):)?|'[^']*'|\b\d{6,}-\S+|\b[0-9a-f]{64}\b| \(\d+ tries in \S+ s\)$", RegexOptions.CultureInvariant)]
    private static partial Regex OfOneFile();
}
