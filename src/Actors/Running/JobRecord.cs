using System.Diagnostics;
using Mul.Actors.Jobs;

namespace Mul.Actors.Running;

/// <summary>What is known of one job: 40 bytes, so that ten million of them fit.</summary>
/// <remarks>Instants are <see cref="Stopwatch"/> timestamps, or virtual time at the same frequency.</remarks>
internal struct JobRecord
{
    /// <summary>When it was told to its pool.</summary>
    public long Enqueued { get; set; }

    /// <summary>When its routee took it up; 0 if none did.</summary>
    public long Started { get; set; }

    public long Finished { get; set; }

    /// <summary>The routee's number in its pool; on nodes, among those of all nodes.</summary>
    public int Routee { get; set; }

    /// <summary>The managed id of the thread on which it started; on nodes, that and a million for each node before.</summary>
    public int Thread { get; set; }

    /// <summary>The pool's place in <see cref="IWorkload.Pools"/>.</summary>
    public short Pool { get; set; }

    public OutcomeKind Outcome { get; set; }

    /// <summary>Whether it completed or failed by itself. A cancelled job took as long as its run let it.</summary>
    public readonly bool RanToItsEnd => Started != 0 && Outcome != OutcomeKind.Cancelled;
}

internal enum OutcomeKind : byte
{
    /// <summary>Told, and not answered.</summary>
    None,
    Completed,
    Failed,
    Cancelled,
}
