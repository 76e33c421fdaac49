using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Akka.Dispatch;

namespace Mul.Actors.Dispatching;

/// <summary>Whom the executor may count on.</summary>
internal enum WorkerState
{
    /// <summary>Asleep until it is signalled, and on the stack of those who may be.</summary>
    Parked,

    /// <summary>Will look at the queues soon.</summary>
    Ready,

    /// <summary>Has been in one run for so long that nobody counts on it.</summary>
    Held,
}

/// <summary>One thread, and the runnables that it scheduled itself.</summary>
internal sealed class Worker
{
    private const int FairnessInterval = 61;
    private const int StealAtMost = 32;

    private readonly object _gate = new();
    private readonly FixedThreads _executor;
    private readonly int _place;
    private bool _signalled;
    private bool _passOn;
    private int _sinceShared;
    private int _dryTick;
    private int _dry;
    private Mark _mark;

    public Worker(FixedThreads executor, int place, string name, ThreadPriority priority)
    {
        _executor = executor;
        _place = place;
        Thread = new Thread(RunToTheEnd) { IsBackground = true, Name = name, Priority = priority };
    }

    public Thread Thread { get; }

    public ConcurrentQueue<IRunnable> Queue { get; } = new();

    public WorkerState State => (WorkerState)Volatile.Read(ref _mark.State);

    public long Steps => Volatile.Read(ref _mark.Steps);

    public long Runs => Volatile.Read(ref _mark.Runs);

    public bool TryChange(WorkerState from, WorkerState to) =>
        Interlocked.CompareExchange(ref _mark.State, (int)to, (int)from) == (int)from;

    public void Signal(bool passOn)
    {
        lock (_gate)
        {
            _signalled = true;
            _passOn = passOn;
            Monitor.Pulse(_gate);
        }
    }

    private void RunToTheEnd()
    {
        AwaitSignal();
        while (Next() is { } run)
        {
            _mark.Steps++;
            try
            {
                run.Run();
            }
            catch (Exception crash)
            {
                _executor.Report(crash);
            }

            Volatile.Write(ref _mark.Runs, _mark.Runs + 1);
            Volatile.Write(ref _mark.Steps, _mark.Steps + 1);
            ComeBack();
        }

        _executor.Leave(this);
    }

    private void ComeBack()
    {
        if (_mark.State == (int)WorkerState.Held)
        {
            _executor.ComeBack(this);
        }
    }

    private IRunnable? Next()
    {
        IRunnable? run;
        if (++_sinceShared >= FairnessInterval)
        {
            _sinceShared = 0;
            if (_executor.Shared.TryDequeue(out run))
            {
                return run;
            }
        }

        return Queue.TryDequeue(out run) ? run : Search();
    }

    private IRunnable? Search()
    {
        while (true)
        {
            if (!IsTooOftenDry() && LookAround() is { } run)
            {
                ComeBack();
                if (_passOn)
                {
                    _passOn = false;
                    _executor.PassOn();
                }

                return run;
            }

            if (_executor.IsStopping)
            {
                if (TakeAny() is { } last)
                {
                    return last;
                }

                return null;
            }

            _passOn = false;
            _executor.Park(this);
            AwaitSignal();
            _dry = 0;
        }
    }

    private bool IsTooOftenDry()
    {
        var tick = _executor.Ticks;
        if (tick != _dryTick)
        {
            _dryTick = tick;
            _dry = 0;
        }

        return ++_dry > _executor.DryLimit && _executor.ReadyCount > 1;
    }

    private IRunnable? LookAround()
    {
        var run = TakeAny();
        if (run is not null)
        {
            return run;
        }

        if (!_executor.TryBeginSpinning())
        {
            return null;
        }

        for (var spins = _executor.Spins; spins > 0 && run is null; spins--)
        {
            Thread.Yield();
            run = TakeAny();
        }

        _executor.EndSpinning();
        // Whoever saw a spinner and did not begin to spin has parked; what came in between is for this one.
        return run ?? TakeAny();
    }

    private IRunnable? TakeAny() => _executor.Shared.TryDequeue(out var run) ? run : Steal();

    private IRunnable? Steal()
    {
        var workers = _executor.Workers;
        for (var distance = 1; distance < workers.Length; distance++)
        {
            var other = workers[(_place + distance) % workers.Length].Queue;
            if (!other.TryDequeue(out var run))
            {
                continue;
            }

            for (var left = Math.Min(other.Count / 2, StealAtMost); left > 0 && other.TryDequeue(out var more); left--)
            {
                Queue.Enqueue(more);
            }

            Interlocked.MemoryBarrier();
            return run;
        }

        return null;
    }

    private void AwaitSignal()
    {
        lock (_gate)
        {
            while (!_signalled)
            {
                Monitor.Wait(_gate);
            }

            _signalled = false;
        }

        _mark.Steps++;
    }

    [StructLayout(LayoutKind.Explicit, Size = 384)]
    private struct Mark
    {
        [FieldOffset(128)]
        public int State;

        [FieldOffset(136)]
        public long Steps;

        [FieldOffset(144)]
        public long Runs;
    }
}
