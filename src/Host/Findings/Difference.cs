using Mul.Host.Experiments.Comparing;
using Mul.Host.Statistics;
using Mul.Host.Traces;

namespace Mul.Host.Findings;

/// <summary>In which part of the jobs' time the difference between two profiles sits, and what each of them ran at once.</summary>
internal static class Difference
{
    private const string Id = "difference";

    // Less of the whole difference than this is not what made it.
    private const double Share = 0.2;

    /// <param name="baseline">The baseline's median sample.</param>
    /// <param name="candidate">The candidate's median sample.</param>
    public static IEnumerable<Finding> Of(ComparisonRecord comparison, RunRecord baseline, RunRecord candidate)
    {
        var total = candidate.JobSeconds.Total - baseline.JobSeconds.Total;
        string[] parts =
        [
            .. new (string Name, double Seconds)[]
                {
                    ("behind earlier jobs", candidate.JobSeconds.BehindEarlierJobs - baseline.JobSeconds.BehindEarlierJobs),
                    ("waiting for a thread", candidate.JobSeconds.DispatchDelay - baseline.JobSeconds.DispatchDelay),
                    ("in the handler", candidate.JobSeconds.Handler - baseline.JobSeconds.Handler),
                }
                .Where(part => total != 0 && part.Seconds / total > Share)
                .OrderByDescending(part => Math.Abs(part.Seconds))
                .Select(part => $"{Figures.Seconds(Math.Abs(part.Seconds))} {(part.Seconds < 0 ? "less" : "more")} {part.Name}"),
        ];
        if (parts.Length == 0)
        {
            yield break;
        }

        yield return new Finding(
            Id,
            Severity.Info,
            $"{comparison.Candidate} against {comparison.Baseline}: its jobs spent {string.Join(", ", parts)}, all jobs together. {AtOnce(comparison, baseline, candidate)}{Heartbeat(comparison, baseline, candidate)}",
            $"--timeline shows each job of {comparison.Baseline} and {comparison.Candidate}.");
    }

    private static string AtOnce(ComparisonRecord comparison, RunRecord baseline, RunRecord candidate) => string.Join(
        " ",
        baseline.Pools.Join(candidate.Pools, pool => pool.Name, pool => pool.Name, (one, other) =>
            $"At once in {one.Name}: {comparison.Baseline} {Text(one)}, {comparison.Candidate} {Text(other)}."));

    private static string Text(PoolRecord pool) =>
        $"{Figures.Count(pool.Concurrency.Max)}{(pool.Concurrency.Configured is { } asked ? $" of {Figures.Count(asked)}" : "")} (mean {Figures.Count(pool.Concurrency.Mean)})";

    // Isolation is why people choose dispatchers; it is worth a word only where one of the two lacks it.
    private static string Heartbeat(ComparisonRecord comparison, RunRecord baseline, RunRecord candidate) =>
        (baseline.Heartbeat?.DelaySeconds?.P99, candidate.Heartbeat?.DelaySeconds?.P99) is ({ } one, { } other) && Math.Max(one, other) > 0.02
            ? $" A bystander on the default dispatcher was late by {Figures.Seconds(one)} (p99) under {comparison.Baseline}, by {Figures.Seconds(other)} under {comparison.Candidate}."
            : "";
}
