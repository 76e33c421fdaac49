namespace Mul.Host.Simulation;

/// <summary>Akka.NET's channel scheduler, while nothing waits in its channel: whoever puts work in runs it, one piece at a time.</summary>
/// <remarks>
/// Its channel allows synchronous continuations, so the first message told to an idle scheduler runs on the thread that tells it, and
/// that thread tells the next one when the handler returns or awaits. Seen with 1.5.74: blocking jobs ran one at a time, in the
/// order told, on the teller's thread; async ones overlapped.
/// </remarks>
internal sealed class ChannelThread(Engine engine) : SimulatedExecutor
{
    private readonly ReadyQueue _ready = new(engine.Routees);
    private readonly int _thread = engine.NewThread();
    private bool _busy;

    public override void Ready(int routee)
    {
        if (_busy)
        {
            _ready.Add(routee);
            return;
        }

        _busy = true;
        engine.HoldTeller();
        engine.Assign(routee, _thread);
    }

    public override void Again(int routee, int thread)
    {
        _ready.Add(routee);
        Free(thread);
    }

    public override void Free(int thread)
    {
        if (!_ready.IsEmpty)
        {
            engine.Assign(_ready.Take(), thread);
            return;
        }

        _busy = false;
        engine.ReleaseTeller();
    }
}
