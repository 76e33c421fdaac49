using Akka.Actor;

namespace Mul.Actors.Nodes;

/// <summary>A thread that tells an actor twenty times a second that time has passed.</summary>
/// <remarks>Akka's timers ride the CLR's thread pool, which work may jam: leases would end although their node is well.</remarks>
internal sealed class NodeClock : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private readonly ManualResetEventSlim _stop = new(initialState: false, spinCount: 0);
    private readonly Thread _thread;

    /// <param name="everyMillisecond">Called on this thread; null = nothing is.</param>
    public NodeClock(IActorRef target, Action? everyMillisecond = null)
    {
        _thread = new Thread(() =>
        {
            var wait = everyMillisecond is null ? Interval : TimeSpan.FromMilliseconds(1);
            var perTick = (int)(Interval / wait);
            for (var beat = 0; !_stop.Wait(wait); beat++)
            {
                everyMillisecond?.Invoke();
                if (beat % perTick == 0)
                {
                    target.Tell(CoordinatorProtocol.Tick.Instance);
                }
            }
        })
        {
            IsBackground = true,
            Name = "mul-nodes-clock",
            Priority = ThreadPriority.AboveNormal,
        };
        _thread.Start();
    }

    public void Dispose()
    {
        _stop.Set();
        if (_thread.IsAlive)
        {
            _thread.Join();
        }
    }
}
