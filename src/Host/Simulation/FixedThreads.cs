namespace Mul.Host.Simulation;

/// <summary>A fixed number of threads, all of which wake: what a reader of any thread count expects.</summary>
internal sealed class FixedThreads : SimulatedExecutor
{
    private readonly Engine _engine;
    private readonly ReadyQueue _ready;
    private readonly Stack<int> _idle;

    public FixedThreads(Engine engine, int threads)
    {
        _engine = engine;
        _ready = new ReadyQueue(engine.Routees);
        _idle = new Stack<int>(engine.NewThreads(threads).Reverse());
    }

    public override void Ready(int routee)
    {
        if (_idle.TryPop(out var thread))
        {
            _engine.Assign(routee, thread);
        }
        else
        {
            _ready.Add(routee);
        }
    }

    public override void Again(int routee, int thread)
    {
        _ready.Add(routee);
        Free(thread);
    }

    public override void Free(int thread)
    {
        if (_ready.IsEmpty)
        {
            _idle.Push(thread);
        }
        else
        {
            _engine.Assign(_ready.Take(), thread);
        }
    }
}
