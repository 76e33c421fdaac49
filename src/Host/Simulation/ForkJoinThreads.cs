namespace Mul.Host.Simulation;

/// <summary>Akka.NET's dedicated thread pool: a burst wakes only as many threads as there are cores.</summary>
/// <remarks>
/// Helios.Concurrency.DedicatedThreadPool of Akka.NET 1.5: putting a routee into the queue asks for a thread unless as many requests as
/// there are cores are under way, and a request is over as soon as a thread wakes, whatever still waits in the queue. Threads
/// that sleep therefore wake only when something is put into the queue later, such as a routee after its turn.
/// </remarks>
internal sealed class ForkJoinThreads : SimulatedExecutor
{
    private readonly Engine _engine;
    private readonly ReadyQueue _ready;
    private readonly Stack<int> _parked;
    private readonly WakingThreads _waking;

    // Requests that no thread has met yet: those of threads under way, and those left for the next thread that would park.
    private int _requests;
    private int _left;

    public ForkJoinThreads(Engine engine, int threads)
    {
        _engine = engine;
        _ready = new ReadyQueue(engine.Routees);
        _parked = new Stack<int>(engine.NewThreads(threads).Reverse());
        _waking = new WakingThreads(engine, engine.WakeUpTime, Woken);
    }

    public override void Ready(int routee)
    {
        _ready.Add(routee);
        if (_requests == _engine.Cores)
        {
            return;
        }

        _requests++;
        if (_parked.TryPop(out var thread))
        {
            _waking.Wake(thread);
        }
        else
        {
            _left++;
        }
    }

    public override void Again(int routee, int thread)
    {
        Ready(routee);
        Free(thread);
    }

    public override void Free(int thread)
    {
        if (!_ready.IsEmpty)
        {
            _engine.Assign(_ready.Take(), thread);
            return;
        }

        // A thread that finds the queue empty uses up requests that were left; they stay unmet if it finds nothing again.
        _requests -= _left;
        _left = 0;
        _parked.Push(thread);
    }

    private void Woken(int thread)
    {
        _requests--;
        Free(thread);
    }
}
