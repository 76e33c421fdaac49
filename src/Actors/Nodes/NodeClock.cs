using System.Diagnostics;
using Akka.Actor;
using Mul.Actors.Running;

namespace Mul.Actors.Nodes;

/// <summary>A thread that tells an actor twenty times a second that time has passed.</summary>
/// <remarks>Akka's timers ride the CLR's thread pool, which work may jam: leases would end although their node is well.</remarks>
internal sealed class NodeClock : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private readonly Metronome _metronome;

    /// <param name="everyMillisecond">Called on this thread; null = nothing is.</param>
    public NodeClock(IActorRef target, Action? everyMillisecond = null)
    {
        var last = 0L;
        _metronome = new Metronome("mul-nodes-clock", everyMillisecond is null ? (int)Interval.TotalMilliseconds : 1, () =>
        {
            everyMillisecond?.Invoke();
            // By the time and not by the beats: on busy cores a beat takes longer than a millisecond.
            if (everyMillisecond is null || Stopwatch.GetElapsedTime(last) >= Interval)
            {
                last = Stopwatch.GetTimestamp();
                target.Tell(CoordinatorProtocol.Tick.Instance);
            }
        });
    }

    public void Dispose() => _metronome.Dispose();
}
