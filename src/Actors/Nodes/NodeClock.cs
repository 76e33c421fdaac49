using System.Diagnostics;
using Akka.Actor;
using Mul.Actors.Running;

namespace Mul.Actors.Nodes;

/// <summary>A thread that tells an actor ten times a second that time has passed.</summary>
/// <remarks>Akka's timers ride the CLR's thread pool, which work may jam: leases would end although their node is well.</remarks>
internal sealed class NodeClock : IDisposable
{
    /// <summary>Between two looks. Each wakes a thread on a core where a job may be running.</summary>
    public const int LookIntervalMilliseconds = 20;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly Metronome _metronome;

    /// <param name="look">Called on this thread every <see cref="LookIntervalMilliseconds"/>; null = nothing is.</param>
    public NodeClock(IActorRef target, Action? look = null)
    {
        var last = 0L;
        _metronome = new Metronome("mul-nodes-clock", look is null ? (int)Interval.TotalMilliseconds : LookIntervalMilliseconds, () =>
        {
            look?.Invoke();
            // By the time and not by the beats: on busy cores a beat takes longer than it should.
            if (look is null || Stopwatch.GetElapsedTime(last) >= Interval)
            {
                last = Stopwatch.GetTimestamp();
                target.Tell(CoordinatorProtocol.Tick.Instance);
            }
        });
    }

    public void Dispose() => _metronome.Dispose();
}
