namespace Mul.Host.Simulation;

/// <summary>The CLR's thread pool, which all dispatchers without threads of their own share.</summary>
/// <remarks>
/// As seen with .NET 10 and read in dotnet/runtime (PortableThreadPool.GateThread, ThreadPoolWorkQueue): as many threads as cores; hill
/// climbing tries one more when the first piece of work ends; then one more at every 500 ms at which work waits and none was
/// taken up for 500 ms, or, while cores are over 80 % busy, for a second per thread. A routee that wants another turn goes
/// to the local queue of its thread, which looks there first: so it keeps the thread, whatever its messages per turn.
/// </remarks>
internal sealed class ClrThreadPool : SimulatedExecutor, ITimed
{
    private const double BusyCores = 0.8;

    private static readonly long GatePeriod = VirtualTime.Ticks(TimeSpan.FromMilliseconds(500));
    private static readonly long DelayPerThreadWhenBusy = VirtualTime.Ticks(TimeSpan.FromSeconds(1));

    private readonly Engine _engine;
    private readonly ReadyQueue _ready;
    private readonly Stack<int> _idle = [];
    private readonly WakingThreads _waking;
    private int _threads;
    private long _lastTaken;
    private bool _hasTriedOneMore;
    private bool _gateIsSet;
    private double _busyAtGate;

    public ClrThreadPool(Engine engine)
    {
        _engine = engine;
        _ready = new ReadyQueue(engine.Routees);
        _waking = new WakingThreads(engine, () => engine.PoolWakeUpTime, Look);
    }

    public override void Ready(int routee)
    {
        _ready.Add(routee);
        if (_idle.TryPop(out var thread))
        {
            _waking.Wake(thread);
        }
        else if (_threads < _engine.Cores)
        {
            _threads++;
            _waking.Wake(_engine.NewThread());
        }
        else
        {
            SetGate();
        }
    }

    public override void Again(int routee, int thread)
    {
        WorkEnded();
        Take(routee, thread);
    }

    public override void Free(int thread)
    {
        WorkEnded();
        Look(thread);
    }

    public void Due()
    {
        _gateIsSet = false;
        if (_ready.IsEmpty)
        {
            return;
        }

        var busy = (_engine.CoreTime - _busyAtGate) / ((double)GatePeriod * _engine.Cores);
        var patience = busy < BusyCores ? GatePeriod : _threads * DelayPerThreadWhenBusy;
        if (_engine.Now - _lastTaken >= patience)
        {
            AddThread(_ready.Take());
        }

        if (!_ready.IsEmpty)
        {
            SetGate();
        }
    }

    private void Look(int thread)
    {
        if (_ready.IsEmpty)
        {
            _idle.Push(thread);
        }
        else
        {
            Take(_ready.Take(), thread);
        }
    }

    private void WorkEnded()
    {
        if (_hasTriedOneMore || _ready.IsEmpty)
        {
            return;
        }

        // With its cores busy the pool measures no gain from one more, and does without.
        _hasTriedOneMore = true;
        if (_engine.CoreTime < BusyCores * _engine.Cores * (_engine.Now - VirtualTime.Begin))
        {
            AddThread(_ready.Take());
        }
    }

    private void SetGate()
    {
        if (!_gateIsSet)
        {
            _gateIsSet = true;
            _busyAtGate = _engine.CoreTime;
            _engine.CallAfter(GatePeriod, this);
        }
    }

    private void AddThread(int routee)
    {
        _threads++;
        Take(routee, _engine.NewThread());
    }

    private void Take(int routee, int thread)
    {
        _lastTaken = _engine.Now;
        _engine.Assign(routee, thread);
    }
}
