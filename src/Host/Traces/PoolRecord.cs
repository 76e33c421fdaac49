using System.Text.Json.Serialization;
using Mul.Actors.Jobs;
using Mul.Actors.Running;
using Mul.Host.Statistics;

namespace Mul.Host.Traces;

/// <summary>What is said of one pool.</summary>
internal sealed record PoolRecord
{
    public required string Name { get; init; }

    /// <summary>The router's name in HOCON, as <c>round-robin-pool</c>; null where nobody asked, or in a ledger of before it was noted.</summary>
    public string? Router { get; init; }

    /// <summary>What its handlers do with their thread. Default: unknown, as in a ledger of before it was noted.</summary>
    public Handling Handling { get; init; }

    /// <summary>What the profile asked for; null where nobody asked.</summary>
    public PoolSide? Configured { get; init; }

    /// <summary>Seen from inside the routees, never copied from the profile; null if no routee came up.</summary>
    public PoolSide? Effective { get; init; }

    /// <summary>Routees that were there once and had stopped by the end of the run, those that a resizer took away included.</summary>
    public int StoppedRoutees { get; init; }

    public required ConcurrencyRecord Concurrency { get; init; }

    public required JobCounts Jobs { get; init; }

    /// <summary>The commonest reasons first, of the run's first <see cref="RunLog.ReasonsKept"/> failures; empty if nothing failed.</summary>
    public required IReadOnlyList<FailureCount> Failures { get; init; }

    /// <summary>The commonest of them; null if nothing failed.</summary>
    [JsonIgnore]
    public string? CommonestFailure => Failures is [var first, ..] ? first.Reason : null;

    public required long Bytes { get; init; }

    /// <summary>From the first of its jobs told to the last one finished; null in a ledger of before it was noted.</summary>
    public double? MakespanSeconds { get; init; }

    /// <summary>Jobs that were completed in this run, without those that a journal had, ÷ the pool's makespan; null if there are none.</summary>
    public required double? JobsPerSecond { get; init; }

    /// <summary>16 hex digits, independent of order: equal under every profile for one seed, or the profiles did not do the same work.</summary>
    public required string Digest { get; init; }

    /// <summary>Of the jobs that a routee took up and that were not cancelled, as the other times of jobs; null if there are none.</summary>
    public required Percentiles? QueueSeconds { get; init; }

    public required Percentiles? ServiceSeconds { get; init; }

    public required Percentiles? DispatchDelaySeconds { get; init; }

    /// <summary>Queue and service time together.</summary>
    public required Percentiles? ResponseSeconds { get; init; }

    /// <summary>Two heaps of service times where one was expected; null where there is one.</summary>
    public Bimodality? ServiceHeaps { get; init; }

    /// <summary>Service times beside few other jobs and beside many; null where concurrency hardly varied.</summary>
    public ServiceUnderLoad? ServiceUnderLoad { get; init; }

    /// <summary>The part, from 0 to 1, of the time that jobs waited behind another one, in which some routee was idle; null if none waited so, or no routee was seen.</summary>
    public double? QueuedWhileIdle { get; init; }
}

/// <param name="Routees">Configured: those that are sure, with a resizer its lower-bound. Effective: those that took up a job, or were there at the end.</param>
internal sealed record PoolSide(int Routees, DispatcherSide Dispatcher);

/// <param name="Throughput">Akka's key <c>throughput</c>.</param>
/// <param name="Threads">Configured: null where the dispatcher has no bound of its own. Effective: distinct threads on which jobs started.</param>
internal sealed record DispatcherSide(string Id, string Type, string Executor, int Throughput, int? Threads);

/// <param name="Configured">What the profile asked for; null where nobody asked.</param>
/// <param name="Mean">Σ service time ÷ the pool's makespan.</param>
/// <param name="Counted">The same mean by the instrument's own count, once a millisecond; null where it did not count. Shorter jobs may escape it: with a rate each begins just after a look.</param>
/// <param name="CountedError">The standard error of <paramref name="Counted"/>.</param>
/// <param name="CountedSamples">How often the instrument counted.</param>
internal sealed record ConcurrencyRecord(
    int? Configured,
    double Mean,
    int Max,
    double? Counted,
    double? CountedError,
    int? CountedSamples = null);

internal sealed record JobCounts(int Told, int Completed, int Failed, int Cancelled);

internal sealed record FailureCount(string Reason, int Jobs);
