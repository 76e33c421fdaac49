using Mul.Host.Experiments.Comparing;
using Mul.Host.Experiments.Ledgers;
using Mul.Host.Experiments.Samples;
using Mul.Host.Statistics;
using Mul.Host.Traces;

namespace Mul.Host.Findings;

/// <summary>What there is to say about experiments beside their verdicts.</summary>
/// <remarks>
/// Where the differences in time sit, who took another time than was predicted, whose samples lie in two heaps, whether all are
/// of one machine, and each profile's own warnings by its median sample: they stand in the ledger, as they were found on the day.
/// </remarks>
internal static class CompareFindings
{
    /// <param name="ledgers">Those that <paramref name="record"/> compares.</param>
    public static IReadOnlyList<Finding> Of(CompareRecord record, params IReadOnlyList<TracedLedger> ledgers)
    {
        var medians = ledgers
            .SelectMany(ledger => MedianSample.OfAll(ledger.Ledger).Select(cell => (Name: ledger.NameOf(cell.Profile), Record: cell.Record!)))
            .ToDictionary(median => median.Name, median => median.Record);
        return
        [
            .. record.Comparisons
                .Where(comparison => record.Metric.IsOfJobs() && comparison.Verdict is Verdict.Faster or Verdict.Slower)
                .Where(comparison => medians.ContainsKey(comparison.Baseline) && medians.ContainsKey(comparison.Candidate))
                .SelectMany(comparison => Difference.Of(comparison, medians[comparison.Baseline], medians[comparison.Candidate])),
            .. ledgers.SelectMany(Missed),
            .. ledgers.SelectMany(ledger => ledger.Ledger.Names
                    .Where(name => Flaws.Of(ledger.Ledger, name) is null)
                    .Select(name => BimodalSamples.Of(ledger.NameOf(name), record.Metric, PairedValues.Of(ledger.Ledger, Phase.Blocks, [name], record.Metric).Of(name), record.Threshold)))
                .OfType<Finding>(),
            .. ledgers.Select(ledger => MixedEnvironments.Of(ledger.Ledger.Cells.Select(cell => cell.Record?.Environment).OfType<EnvironmentRecord>())).OfType<Finding>(),
            .. medians.SelectMany(profile => profile.Value.Findings
                .Where(finding => finding.Severity == Severity.Warning)
                .Select(finding => finding with { Message = $"{profile.Key}: {finding.Message}" })),
        ];
    }

    private static IEnumerable<Finding> Missed(TracedLedger ledger) =>
        from outcome in CompareRecords.PredictionsOf(ledger.Ledger)
        let forecast = ledger.Ledger.Header.Predictions!.First(prediction => prediction.Profile == outcome.Profile).ToForecast()
        let median = MedianSample.Of(ledger.Ledger, outcome.Profile, Metric.Makespan)!.Record!
        let missed = PredictionMissed.Of(forecast, median, outcome.MeasuredSeconds)
        where missed is not null
        select missed with { Message = $"{ledger.NameOf(outcome.Profile)}: {missed.Message}" };
}
