using Akka.Actor;
using Mul.Actors.Running;

namespace Mul.Actors.Nodes;

/// <summary>A thread that tells an actor twenty times a second that time has passed.</summary>
/// <remarks>Akka's timers ride the CLR's thread pool, which work may jam: leases would end although their node is well.</remarks>
internal sealed class NodeClock : IDisposable
{
    private const int Interval = 50;

    private readonly Metronome _metronome;

    /// <param name="everyMillisecond">Called on this thread; null = nothing is.</param>
    public NodeClock(IActorRef target, Action? everyMillisecond = null)
    {
        var milliseconds = everyMillisecond is null ? Interval : 1;
        var beats = 0;
        _metronome = new Metronome("mul-nodes-clock", milliseconds, () =>
        {
            everyMillisecond?.Invoke();
            if (beats++ * milliseconds % Interval == 0)
            {
                target.Tell(CoordinatorProtocol.Tick.Instance);
            }
        });
    }

    public void Dispose() => _metronome.Dispose();
}
