using System.Runtime.InteropServices;

namespace Mul.Actors.Dispatching;

/// <summary>Whether the executor may count on a worker.</summary>
internal enum WorkerState
{
    /// <summary>Waits to be signalled, and lies on the stack of those who can be.</summary>
    Parked,

    /// <summary>Will look at the queues as soon as its run ends, and runs are taken to be short until the watch has seen otherwise.</summary>
    Ready,

    /// <summary>Has ended no run for a whole tick of the watch: blocked, or at long work. Nobody counts on it until it comes back.</summary>
    Held,
}

/// <summary>What a worker tells of itself, away from other workers' cache lines.</summary>
[StructLayout(LayoutKind.Explicit, Size = 384)]
internal struct WorkerProgress
{
    /// <summary>A <see cref="WorkerState"/>; changed by the worker, by who wakes it, and by the watch, always from a known state to another.</summary>
    [FieldOffset(128)]
    public int State;

    /// <summary>Runs ended; that it stops growing is how the watch sees a worker stand still. Written by the worker alone.</summary>
    [FieldOffset(136)]
    public long Runs;

    /// <summary>Runnables taken from the queue that all workers share. Written by the worker alone.</summary>
    [FieldOffset(144)]
    public long TakenFromShared;
}
