using Mul.Host.Experiments;
using Mul.Host.Statistics;
using Mul.Host.Traces;

namespace Mul.Host.Findings;

/// <summary>What there is to say about an experiment: each profile's own warnings, by its median sample (they stand in the ledger, so they are what was found on the day), and where the differences sit.</summary>
internal static class CompareFindings
{
    public static IReadOnlyList<Finding> Of(Ledger ledger, CompareRecord record)
    {
        var medians = MedianSample.OfAll(ledger).ToDictionary(cell => cell.Profile, cell => cell.Record!);
        return
        [
            .. record.Comparisons
                .Where(comparison => comparison.Verdict is Verdict.Faster or Verdict.Slower)
                .Where(comparison => medians.ContainsKey(comparison.Baseline) && medians.ContainsKey(comparison.Candidate))
                .SelectMany(comparison => Difference.Of(comparison, medians[comparison.Baseline], medians[comparison.Candidate])),
            .. (ledger.Header.Predictions ?? [])
                .Where(prediction => medians.ContainsKey(prediction.Profile))
                .Select(prediction => (prediction.Profile, Missed: PredictionMissed.Of(prediction.ToForecast(), medians[prediction.Profile])))
                .Where(prediction => prediction.Missed is not null)
                .Select(prediction => prediction.Missed! with { Message = $"{prediction.Profile}: {prediction.Missed.Message}" }),
            .. medians.SelectMany(profile => profile.Value.Findings
                .Where(finding => finding.Severity == Severity.Warning)
                .Select(finding => finding with { Message = $"{profile.Key}: {finding.Message}" })),
        ];
    }
}
