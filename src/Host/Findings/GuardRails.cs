using System.Globalization;
using Mul.Host.Experiments.Comparing;
using Mul.Host.Experiments.Ledgers;
using Mul.Host.Experiments.Samples;
using Mul.Host.Statistics;
using Mul.Host.Traces;

namespace Mul.Host.Findings;

/// <summary>What a profile must keep to pass <c>mul check</c>; whatever is null or empty is not looked at.</summary>
/// <param name="Achieves">Jobs at once in a pool, or all that it gets. A rail that names the pool goes before one for all; of two alike the later counts.</param>
/// <param name="HeartbeatP99">How late a bystander on the default dispatcher may be.</param>
/// <param name="NoSlower">By how much it may be slower than the baseline, as a part of 1.</param>
internal sealed record GuardRails(IReadOnlyList<AchievesRail> Achieves, TimeSpan? HeartbeatP99, double? NoSlower)
{
    private const string NotTheLoad = "Nothing shows that the load holds threads of the CLR's thread pool or fills the cores: allow more, or check again on a machine that does nothing else.";

    // The first beat of the heartbeat.
    private const double FirstBeatSeconds = 0.01;

    public bool AreNone => Achieves.Count == 0 && HeartbeatP99 is null && NoSlower is null;

    /// <summary>The record with what came of each guard rail, and a finding for each that was touched; none can be judged by samples that did not do their work.</summary>
    public CompareRecord Hold(Ledger ledger, CompareRecord record)
    {
        var samples = ledger.Cells.Where(cell => cell.Profile == record.Profiles[^1].Name).Select(cell => cell.Record).OfType<RunRecord>().ToArray();
        (RailOutcome Outcome, Finding? Finding)[] rails = [.. Concurrency(samples), .. Heartbeat(samples), .. Slower(record)];
        if (record.Profiles[^1].Invalid is not null)
        {
            rails = Array.ConvertAll(rails, rail => (rail.Outcome with { Kept = null }, (Finding?)null));
        }

        return record with
        {
            Rails = [.. rails.Select(rail => rail.Outcome)],
            Findings = [.. rails.Select(rail => rail.Finding).OfType<Finding>(), .. record.Findings],
        };
    }

    /// <summary>Whether the profile passes: any touched rail counts as slower, which outweighs undecided.</summary>
    public static Gate Judge(IReadOnlyList<RailOutcome> rails) =>
        rails.Any(rail => rail.Kept == false) ? Gate.Slower : rails.Any(rail => rail.Kept is null) ? Gate.Undecided : Gate.Passed;

    private IEnumerable<(RailOutcome Outcome, Finding? Finding)> Concurrency(RunRecord[] samples)
    {
        foreach (var pool in samples.SelectMany(sample => sample.Pools).GroupBy(pool => pool.Name))
        {
            if ((Achieves.LastOrDefault(rail => rail.Pool == pool.Key) ?? Achieves.LastOrDefault(rail => rail.Pool is null)) is not { Jobs: var wanted })
            {
                continue;
            }

            var achieved = Median.Of([.. pool.Select(one => (double)one.Concurrency.Max)]);
            var told = pool.Max(one => one.Jobs.Told);
            var limit = told > 0 ? Math.Min(wanted, told) : wanted;
            // A pool without a job could run none at once.
            bool? kept = told > 0 ? achieved >= limit : null;
            yield return (new RailOutcome("achieves", pool.Key, achieved, limit, kept), kept != false ? null : new Finding(
                "achieves",
                Severity.Warning,
                string.Create(CultureInfo.InvariantCulture, $"{pool.Key} ran {achieved:0.#} jobs at once, and --achieves asks for {wanted}."),
                "mul run shows what held them back, mul explain what the profile can give."));
        }
    }

    private IEnumerable<(RailOutcome Outcome, Finding? Finding)> Heartbeat(RunRecord[] samples)
    {
        (RunRecord Sample, double Delay)[] heard = [.. from sample in samples let delay = DelayOf(sample) where delay is not null orderby delay select (sample, delay.Value)];
        if (HeartbeatP99 is not { } limit || samples.Length == 0)
        {
            yield break;
        }

        if (samples.FirstOrDefault(sample => DelayOf(sample) is null) is { } unheard)
        {
            yield return (new RailOutcome("heartbeat-p99", null, null, limit.TotalSeconds, false), new Finding(
                "heartbeat-p99",
                Severity.Warning,
                string.Create(CultureInfo.InvariantCulture, $"in {samples.Length - heard.Length} of {samples.Length} samples nothing was heard of a bystander on the default dispatcher: it was kept from answering, or the run was over before it was asked."),
                unheard.MakespanSeconds < FirstBeatSeconds ? "Give it more jobs: a bystander is asked every 10 ms." : StarvedTimers.Remedy(unheard) ?? NotTheLoad));
            yield break;
        }

        var late = Median.Of([.. heard.Select(one => one.Delay)]);
        var kept = late <= limit.TotalSeconds;
        yield return (new RailOutcome("heartbeat-p99", null, late, limit.TotalSeconds, kept), kept ? null : new Finding(
            "heartbeat-p99",
            Severity.Warning,
            $"a bystander on the default dispatcher was late by {Figures.Seconds(late)} (p99), and --heartbeat-p99 allows {Figures.Seconds(limit.TotalSeconds)}.",
            StarvedTimers.Remedy(heard[(heard.Length - 1) / 2].Sample) ?? NotTheLoad));
    }

    private static double? DelayOf(RunRecord sample) => sample.Heartbeat?.DelaySeconds?.P99;

    private IEnumerable<(RailOutcome Outcome, Finding? Finding)> Slower(CompareRecord record)
    {
        if (NoSlower is not { } limit)
        {
            yield break;
        }

        foreach (var comparison in record.Comparisons)
        {
            var gate = Gates.Of(comparison.Estimate, limit);
            yield return (new RailOutcome("no-slower-than", comparison.Baseline, comparison.Ratio, 1 + limit, gate == Gate.Undecided ? null : gate == Gate.Passed), gate != Gate.Slower ? null : new Finding(
                "no-slower-than",
                Severity.Warning,
                string.Create(CultureInfo.InvariantCulture, $"{comparison.Candidate} needs {comparison.Ratio:0.00} times what {comparison.Baseline} needs{record.Metric.Said()}, at least {comparison.Low:0.00} times, and --no-slower-than allows {1 + limit:0.00}."),
                record.Metric.IsOfJobs() ? "Add --html diff.html: it shows in which part of the time the difference sits." : "Add --html diff.html: it shows what each process used."));
        }
    }
}
