using System.Globalization;
using Mul.Actors.Jobs;
using Mul.Actors.Running;
using Mul.Host.Statistics;

namespace Mul.Host.Traces;

/// <summary>Reduces a pool's part of a trace to its record.</summary>
internal static class PoolRecords
{
    /// <param name="trace">The run.</param>
    /// <param name="pool">The pool's place in the workload.</param>
    /// <param name="jobs">Of the pool.</param>
    /// <param name="asked">What the profile asked for, if anybody knows.</param>
    public static PoolRecord Of(Trace trace, int pool, RouteeOrder jobs, PoolAsked? asked)
    {
        var records = jobs.Records;
        var seen = trace.Pools[pool];
        var span = Span.Of(records);
        var (concurrency, underLoad) = AtOnce(jobs);
        var counted = CountedConcurrency.Of(seen.InFlight, span);
        var totals = Totals.Of(records);
        var (service, heaps) = Service(jobs);
        var routees = CountRoutees(seen.Routees, records);
        return new PoolRecord
        {
            Name = seen.Name,
            Router = asked?.Router,
            Handling = seen.Handling,
            Configured = asked?.Side,
            Effective = Effective(seen.Routees, routees, totals),
            StoppedRoutees = seen.Routees.Count(routee => routee.HasLeft),
            Concurrency = new ConcurrencyRecord(asked?.Concurrency, concurrency.Mean, concurrency.Max, counted?.Mean, counted?.Error, counted?.Samples),
            Jobs = totals.Jobs,
            Failures = Failures(trace, pool),
            Bytes = seen.Bytes,
            MakespanSeconds = span.Seconds,
            JobsPerSecond = totals.Done > 0 && span.Seconds > 0 ? totals.Done / span.Seconds : null,
            Digest = seen.Digest.ToString("x16", CultureInfo.InvariantCulture),
            ResponseSeconds = PercentilesOf(jobs, job => job.Response),
            QueueSeconds = PercentilesOf(jobs, job => job.Queue),
            ServiceSeconds = service,
            DispatchDelaySeconds = PercentilesOf(jobs, job => job.DispatchDelay),
            ServiceHeaps = heaps,
            ServiceUnderLoad = underLoad,
            QueuedWhileIdle = QueuedWhileIdle.Share(jobs, routees),
        };
    }

    // Each gives its memory back before the next takes it.
    private static (Concurrency, ServiceUnderLoad?) AtOnce(RouteeOrder jobs)
    {
        using var inFlight = new InFlight(jobs.Records, jobs.Memory);
        return (Concurrency.Of(jobs.Records, inFlight), ServiceUnderLoad.Of(jobs.Records, inFlight));
    }

    private static (Percentiles?, Bimodality?) Service(RouteeOrder jobs)
    {
        using var times = jobs.Times(job => job.Service);
        var sorted = times.ToSortedSeconds();
        return (Percentiles.OfSorted(sorted), Bimodality.OfSorted(sorted));
    }

    private static Percentiles? PercentilesOf(RouteeOrder jobs, Func<JobTimes, long> choose)
    {
        using var times = jobs.Times(choose);
        return Percentiles.OfSorted(times.ToSortedSeconds());
    }

    // A resizer may take routees away before there is any job.
    private static int CountRoutees(IReadOnlyList<RouteeIdentity> routees, ReadOnlySpan<JobRecord> records)
    {
        var there = Enumerable.Range(0, routees.Count).Where(number => !routees[number].HasLeft).ToHashSet();
        if (there.Count < routees.Count)
        {
            foreach (ref readonly var record in records)
            {
                if (record.Started != 0)
                {
                    there.Add(record.Routee);
                }
            }
        }

        return there.Count;
    }

    private static PoolSide? Effective(IReadOnlyList<RouteeIdentity> routees, int count, Totals totals)
    {
        if (routees.Count == 0)
        {
            return null;
        }

        var dispatcher = routees[0].Dispatcher;
        return new PoolSide(
            count,
            new DispatcherSide(dispatcher.Id, dispatcher.Type, dispatcher.Executor, dispatcher.Throughput, totals.Threads));
    }

    private static List<FailureCount> Failures(Trace trace, int pool) =>
    [
        .. trace.Reasons
            .Where(reason => trace.Records.Span[reason.Key].Pool == pool)
            .GroupBy(reason => reason.Value)
            .Select(group => new FailureCount(group.Key, group.Count()))
            .OrderByDescending(failure => failure.Jobs)
            .ThenBy(failure => failure.Reason, StringComparer.Ordinal),
    ];
}

/// <summary>What a profile asked for one pool.</summary>
/// <param name="Concurrency">Jobs at once.</param>
/// <param name="Router">Its name in HOCON.</param>
internal sealed record PoolAsked(PoolSide Side, int Concurrency, string? Router = null);
