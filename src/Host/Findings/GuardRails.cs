using System.Globalization;
using Mul.Host.Experiments;
using Mul.Host.Statistics;
using Mul.Host.Traces;

namespace Mul.Host.Findings;

/// <summary>What a profile must keep to pass <c>mul check</c>; whatever is null is not looked at.</summary>
/// <param name="Achieves">Jobs at once, in each pool that gets as many.</param>
/// <param name="HeartbeatP99">How late a bystander on the default dispatcher may be.</param>
/// <param name="NoSlower">By how much it may be slower than the baseline, as a part of 1.</param>
internal sealed record GuardRails(int? Achieves, TimeSpan? HeartbeatP99, double? NoSlower)
{
    /// <summary>One finding for each guard rail that was touched, by medians over the samples.</summary>
    public IEnumerable<Finding> Of(Ledger ledger, CompareRecord record)
    {
        var samples = ledger.Cells.Where(cell => cell.Profile == record.Profiles[^1].Name).Select(cell => cell.Record).OfType<RunRecord>().ToArray();
        return [.. Concurrency(samples), .. Heartbeat(samples), .. Slower(record)];
    }

    /// <summary>Whether the profile passes: slower outweighs undecided, and any other touched rail counts as slower.</summary>
    public Gate Judge(IReadOnlyList<Finding> findings, CompareRecord record)
    {
        if (findings.Count > 0)
        {
            return Gate.Slower;
        }

        return NoSlower is { } limit ? Gates.Of(record.Comparisons.Select(comparison => comparison.Estimate), limit) : Gate.Passed;
    }

    private IEnumerable<Finding> Concurrency(RunRecord[] samples)
    {
        if (Achieves is not { } wanted)
        {
            yield break;
        }

        foreach (var pool in samples.SelectMany(sample => sample.Pools).GroupBy(pool => pool.Name))
        {
            var achieved = Median.Of([.. pool.Select(one => (double)one.Concurrency.Max)]);
            if (achieved < Math.Min(wanted, pool.First().Jobs.Told))
            {
                yield return new Finding(
                    "achieves",
                    Severity.Warning,
                    string.Create(CultureInfo.InvariantCulture, $"{pool.Key} ran {achieved:0.#} jobs at once, and --achieves asks for {wanted}."),
                    "mul run shows what held them back, mul explain what the profile can give.");
            }
        }
    }

    private IEnumerable<Finding> Heartbeat(RunRecord[] samples)
    {
        double[] delays = [.. samples.Select(sample => sample.Heartbeat?.DelaySeconds?.P99).OfType<double>()];
        if (HeartbeatP99 is not { } limit)
        {
            yield break;
        }

        if (delays.Length < samples.Length)
        {
            yield return new Finding(
                "heartbeat-p99",
                Severity.Warning,
                string.Create(CultureInfo.InvariantCulture, $"in {samples.Length - delays.Length} of {samples.Length} samples nothing was heard of a bystander on the default dispatcher: it was kept from answering, or the run was over before it was asked."),
                "Give the load a dispatcher of its own, as hocon/bulkhead.hocon does; give a run of less than 10 ms more jobs.");
        }
        else if (delays.Length > 0 && Median.Of(delays) > limit.TotalSeconds)
        {
            yield return new Finding(
                "heartbeat-p99",
                Severity.Warning,
                string.Create(CultureInfo.InvariantCulture, $"a bystander on the default dispatcher was late by {1e3 * Median.Of(delays):0.#} ms (p99), and --heartbeat-p99 allows {limit.TotalMilliseconds:0.#} ms."),
                "Give the load a dispatcher of its own, as hocon/bulkhead.hocon does.");
        }
    }

    private IEnumerable<Finding> Slower(CompareRecord record)
    {
        foreach (var comparison in record.Comparisons)
        {
            if (NoSlower is { } limit && Gates.Of(comparison.Estimate, limit) == Gate.Slower)
            {
                yield return new Finding(
                    "no-slower-than",
                    Severity.Warning,
                    string.Create(CultureInfo.InvariantCulture, $"{comparison.Candidate} needs {comparison.Ratio:0.00} times what {comparison.Baseline} needs, at least {comparison.Low:0.00} times, and --no-slower-than allows {1 + limit:0.00}."),
                    $"mul compare {comparison.Baseline} {comparison.Candidate} --html shows in which part of the time the difference sits.");
            }
        }
    }
}
