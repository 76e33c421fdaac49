using System.Runtime.InteropServices;

namespace Mul.Actors.Dispatching;

/// <summary>What every thread of an executor reads or writes often, each on cache lines of its own.</summary>
/// <remarks>128 bytes apart, because processors fetch lines in pairs.</remarks>
[StructLayout(LayoutKind.Explicit, Size = 640)]
internal struct Counters
{
    /// <summary>Workers in <see cref="WorkerState.Ready"/>.</summary>
    [FieldOffset(128)]
    public int Ready;

    /// <summary>Workers in <see cref="WorkerState.Parked"/>.</summary>
    [FieldOffset(256)]
    public int Parked;

    /// <summary>1 while a worker spins; a second spinner would only take a core from somebody who has work.</summary>
    [FieldOffset(384)]
    public int Spinning;

    /// <summary>Ticks of the watch so far.</summary>
    [FieldOffset(512)]
    public int Ticks;

    /// <summary>1 while work is taken to be slow. As rarely written as the ticks.</summary>
    [FieldOffset(516)]
    public int SlowWork;
}
