using System.Globalization;
using Mul.Actors.Jobs;
using Mul.Actors.Running;
using Mul.Host.Statistics;

namespace Mul.Host.Traces;

/// <summary>Reduces a pool's part of a trace to its record.</summary>
internal static class PoolRecords
{
    private const int ReasonsShown = 10;

    /// <param name="trace">The run.</param>
    /// <param name="pool">The pool's place in the workload.</param>
    /// <param name="times">Of the pool's jobs.</param>
    /// <param name="asked">What the profile asked for, if anybody knows.</param>
    public static PoolRecord Of(Trace trace, int pool, JobTimes times, PoolAsked? asked)
    {
        var records = trace.Of(pool);
        var seen = trace.Pools[pool];
        var span = Span.Of(records);
        var concurrency = Concurrency.Of(records);
        var counted = CountedConcurrency.Of(seen.InFlight, span);
        var counts = Count(records);
        return new PoolRecord
        {
            Name = seen.Name,
            Configured = asked?.Side,
            Effective = Effective(seen.Routees, records),
            Concurrency = new ConcurrencyRecord(asked?.Concurrency, concurrency.Mean, concurrency.Max, counted?.Mean, counted?.Error),
            Jobs = counts,
            Failures = Failures(trace, pool),
            Bytes = records.Sum(record => record.Bytes),
            JobsPerSecond = counts.Completed > 0 && span.Seconds > 0 ? counts.Completed / span.Seconds : null,
            Digest = Digest(trace.Records.Span, pool),
            QueueSeconds = Percentiles.OfOrNull(times.Queue),
            ServiceSeconds = Percentiles.OfOrNull(times.Service),
            DispatchDelaySeconds = Percentiles.OfOrNull(times.DispatchDelay),
        };
    }

    private static JobCounts Count(JobRecord[] records) => new(
        records.Length,
        records.Count(record => record.Outcome == OutcomeKind.Completed),
        records.Count(record => record.Outcome == OutcomeKind.Failed),
        records.Count(record => record.Outcome == OutcomeKind.Cancelled));

    private static PoolSide? Effective(IReadOnlyList<RouteeIdentity> routees, JobRecord[] records)
    {
        if (routees.Count == 0)
        {
            return null;
        }

        var dispatcher = routees[0].Dispatcher;
        var threads = records.Where(record => record.Started != 0).Select(record => record.Thread).Distinct().Count();
        return new PoolSide(
            routees.Count,
            new DispatcherSide(dispatcher.Id, dispatcher.Type, dispatcher.Executor, dispatcher.Throughput, threads));
    }

    private static List<FailureCount> Failures(Trace trace, int pool) =>
    [
        .. trace.Reasons
            .Where(reason => trace.Records.Span[reason.Key].Pool == pool)
            .GroupBy(reason => reason.Value)
            .Select(group => new FailureCount(group.Key, group.Count()))
            .OrderByDescending(failure => failure.Jobs)
            .ThenBy(failure => failure.Reason, StringComparer.Ordinal)
            .Take(ReasonsShown),
    ];

    // A sum does not depend on order; mixing in the job's id makes two jobs that swapped their results visible.
    private static string Digest(ReadOnlySpan<JobRecord> records, int pool)
    {
        var sum = 0UL;
        for (var job = 0; job < records.Length; job++)
        {
            if (records[job].Pool == pool && records[job].Outcome == OutcomeKind.Completed)
            {
                sum += Mix.Of((ulong)job, records[job].Digest);
            }
        }

        return sum.ToString("x16", CultureInfo.InvariantCulture);
    }
}

/// <summary>What a profile asked for one pool.</summary>
/// <param name="Concurrency">Jobs at once.</param>
internal sealed record PoolAsked(PoolSide Side, int Concurrency);
