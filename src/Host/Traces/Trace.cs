using System.Diagnostics;
using Mul.Actors.Jobs;
using Mul.Actors.Running;

namespace Mul.Host.Traces;

/// <summary>One record per job of one run: the single source of everything said about it.</summary>
internal sealed class Trace
{
    private IReadOnlyList<ReadOnlyMemory<JobRecord>>? _byPool;

    /// <summary>By job id; jobs that were never told are absent.</summary>
    public required ReadOnlyMemory<JobRecord> Records { get; init; }

    /// <summary>By the pool's place in the workload.</summary>
    public required IReadOnlyList<PoolTrace> Pools { get; init; }

    /// <summary>Why jobs failed, by job id; not necessarily all of them.</summary>
    public required IReadOnlyDictionary<int, string> Reasons { get; init; }

    /// <summary>First told to last finished, in seconds; 0 if nothing finished.</summary>
    public double MakespanSeconds => Span.Of(Records.Span).Seconds;

    /// <summary>The records of each pool, in order of id. Put together when first asked for.</summary>
    public IReadOnlyList<ReadOnlyMemory<JobRecord>> ByPool => _byPool ??= Pools.Count == 1 ? [Records] : Parted();

    /// <summary>Stopwatch ticks as seconds.</summary>
    public static double Seconds(long ticks) => (double)ticks / Stopwatch.Frequency;

    private ReadOnlyMemory<JobRecord>[] Parted()
    {
        var counts = new int[Pools.Count];
        foreach (ref readonly var record in Records.Span)
        {
            counts[record.Pool]++;
        }

        var pools = Array.ConvertAll(counts, count => new JobRecord[count]);
        Array.Clear(counts);
        foreach (ref readonly var record in Records.Span)
        {
            pools[record.Pool][counts[record.Pool]++] = record;
        }

        return Array.ConvertAll(pools, pool => (ReadOnlyMemory<JobRecord>)pool);
    }
}

/// <summary>What was seen of one pool beside its jobs.</summary>
/// <param name="Routees">By the numbers that the records carry.</param>
/// <param name="InFlight">Counted by the instrument, independently of the records; empty where it did not.</param>
/// <param name="Handling">Whether a job stays on the thread on which it started: only then the thread was busy with it.</param>
internal sealed record PoolTrace(
    string Name, IReadOnlyList<RouteeIdentity> Routees, IReadOnlyList<InFlightSample> InFlight, Handling Handling = Handling.Unknown)
{
    /// <summary>Of the completed jobs, independent of their order.</summary>
    public ulong Digest { get; init; }

    /// <summary>Bytes transferred.</summary>
    public long Bytes { get; init; }
}
