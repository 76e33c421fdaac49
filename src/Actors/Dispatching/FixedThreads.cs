using System.Collections.Concurrent;
using Akka.Dispatch;
using Akka.Event;

namespace Mul.Actors.Dispatching;

internal sealed class FixedThreads : ExecutorService
{
    public readonly int Spins = int.Parse(Environment.GetEnvironmentVariable("SPINS") ?? "50");
    public readonly int DryLimit = int.Parse(Environment.GetEnvironmentVariable("DRY") ?? "32");
    public readonly int TrialMax = int.Parse(Environment.GetEnvironmentVariable("TRIAL") ?? "64");
    private readonly object _gate = new();
    private readonly Stack<Worker> _parked = new();
    private readonly Worker?[] _byThread;
    private readonly Watch _watch;
    private readonly EventStream? _events;
    private Counters _counters;
    private bool _started;
    private volatile bool _stopping;
    public int[] Wakes = new int[4];

    public FixedThreads(string id, int threads, ThreadPriority priority, EventStream? events)
        : base(id)
    {
        _events = events;
        Workers = new Worker[threads];
        for (var place = threads - 1; place >= 0; place--)
        {
            Workers[place] = new Worker(this, place, $"{id}_{place + 1}", priority);
            _parked.Push(Workers[place]);
        }

        _counters.Parked = threads;
        _byThread = Index(Workers);
        _watch = new Watch(this, $"{id}_watch");
    }

    public ConcurrentQueue<IRunnable> Shared { get; } = new();

    public Worker[] Workers { get; }

    public bool IsStopping => _stopping;

    public int ReadyCount => Volatile.Read(ref _counters.Ready);

    public int Ticks => Volatile.Read(ref _counters.Ticks);

    public override void Execute(IRunnable run)
    {
        if (_stopping)
        {
            throw new RejectedExecutionException($"The executor of '{Id}' has been shut down.");
        }

        var own = Own();
        (own is { State: WorkerState.Ready } ? own.Queue : Shared).Enqueue(run);
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _counters.Ready) == 0 && Volatile.Read(ref _counters.Parked) > 0)
        {
            WakeForWork(passOn: false);
        }
    }

    public override void Shutdown()
    {
        lock (_gate)
        {
            _stopping = true;
        }

        if (_started)
        {
            while (WakeAnother(passOn: false))
            {
            }

            _watch.Signal();
        }

        if (Environment.GetEnvironmentVariable("STATS") != null) Console.WriteLine($"{Id}: {string.Join(" ", Wakes)} ticks {Ticks}");
    }

    public void Report(Exception crash) => _events?.Publish(new Error(crash, Id, typeof(FixedThreads), crash.Message));

    public bool HasWork()
    {
        if (!Shared.IsEmpty)
        {
            return true;
        }

        foreach (var worker in Workers)
        {
            if (!worker.Queue.IsEmpty)
            {
                return true;
            }
        }

        return false;
    }

    public void WakeForWork(bool passOn)
    {
        if (ReadyCount == 0)
        {
            Wakes[0]++;
            WakeAnother(passOn || Volatile.Read(ref _counters.Parked) < Workers.Length);
        }
    }

    public void PassOn()
    {
        if (Volatile.Read(ref _counters.Parked) > 0 && HasWork())
        {
            Wakes[1]++;
            WakeAnother(passOn: true);
        }
    }

    public bool WakeAnother(bool passOn)
    {
        Worker? worker;
        lock (_gate)
        {
            if (!_parked.TryPop(out worker))
            {
                return false;
            }

            Wakes[2]++;
            _counters.Parked = _parked.Count;
            worker.TryChange(WorkerState.Parked, WorkerState.Ready);
            Interlocked.Increment(ref _counters.Ready);
            if (!_started)
            {
                _started = true;
                Array.ForEach(Workers, each => each.Thread.Start());
                if (Workers.Length > 1)
                {
                    _watch.Thread.Start();
                }
            }
        }

        worker.Signal(passOn);
        if (_watch.IsAsleep)
        {
            _watch.Signal();
        }

        return true;
    }

    public void Hold(Worker worker)
    {
        if (worker.TryChange(WorkerState.Ready, WorkerState.Held))
        {
            Interlocked.Decrement(ref _counters.Ready);
        }
    }

    public void ComeBack(Worker worker)
    {
        if (worker.TryChange(WorkerState.Held, WorkerState.Ready))
        {
            Interlocked.Increment(ref _counters.Ready);
            if (_watch.IsAsleep)
            {
                _watch.Signal();
            }
        }
    }

    public void Park(Worker worker)
    {
        lock (_gate)
        {
            _parked.Push(worker);
            Volatile.Write(ref _counters.Parked, _parked.Count);
            if (worker.TryChange(WorkerState.Ready, WorkerState.Parked))
            {
                Interlocked.Decrement(ref _counters.Ready);
            }
            else
            {
                worker.TryChange(WorkerState.Held, WorkerState.Parked);
            }
        }

        Interlocked.MemoryBarrier();
        if (_stopping || (ReadyCount == 0 && HasWork()))
        {
            WakeAnother(passOn: false);
        }
    }

    public void Leave(Worker worker)
    {
        if (worker.State == WorkerState.Ready)
        {
            Interlocked.Decrement(ref _counters.Ready);
        }
    }

    public bool TryBeginSpinning() => Volatile.Read(ref _counters.Spinning) == 0 && Interlocked.CompareExchange(ref _counters.Spinning, 1, 0) == 0;

    public void EndSpinning() => Volatile.Write(ref _counters.Spinning, 0);

    public void NextTick() => _counters.Ticks++;

    private static Worker?[] Index(Worker[] workers)
    {
        var size = 4;
        while (true)
        {
            var index = new Worker?[size];
            var collided = false;
            foreach (var worker in workers)
            {
                ref var slot = ref index[worker.Thread.ManagedThreadId & (size - 1)];
                collided |= slot is not null;
                slot = worker;
            }

            if (!collided)
            {
                return index;
            }

            size *= 2;
        }
    }

    private Worker? Own()
    {
        var thread = Environment.CurrentManagedThreadId;
        return _byThread[thread & (_byThread.Length - 1)] is { } worker && worker.Thread.ManagedThreadId == thread ? worker : null;
    }
}
