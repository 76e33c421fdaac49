using System.Collections.Concurrent;
using Akka.Dispatch;

namespace Mul.Actors.Dispatching;

/// <summary>One thread, and the runnables that were scheduled from it.</summary>
internal sealed class Worker
{
    /// <summary>Runs after which a worker looks at the shared queue first, so that work of its own never starves the others'. Prime, as in Go's scheduler.</summary>
    private const int SharedFirstEvery = 61;

    private const int StolenAlongAtMost = 32;

    /// <summary>
    /// Times in one tick of the watch that a worker may run out of work of its own while others are ready. Above it, it lives on
    /// crumbs of theirs: handing one to another core costs more than running it here.
    /// </summary>
    private const int DryLimit = 32;

    private readonly object _gate = new();
    private readonly FixedThreads _executor;
    private readonly int _place;
    private readonly int _spinCount;
    private WorkerProgress _progress;
    private bool _signalled;
    private bool _passOn;
    private int _runsSinceShared;
    private int _dry;
    private int _dryTick;

    public Worker(FixedThreads executor, int place, FixedThreadsSettings settings)
    {
        _executor = executor;
        _place = place;
        _spinCount = settings.SpinCount;
        Thread = new Thread(RunUntilShutdown) { IsBackground = true, Name = $"{executor.Id}_{place + 1}", Priority = settings.Priority };
        ThreadId = Thread.ManagedThreadId;
    }

    public Thread Thread { get; }

    public int ThreadId { get; }

    /// <summary>Filled by this worker; emptied by it, by others without work, and by the watch.</summary>
    public ConcurrentQueue<IRunnable> Queue { get; } = new();

    public WorkerState State => (WorkerState)Volatile.Read(ref _progress.State);

    public long Runs => Volatile.Read(ref _progress.Runs);

    public long TakenFromShared => Volatile.Read(ref _progress.TakenFromShared);

    public bool TryChange(WorkerState from, WorkerState to) =>
        Interlocked.CompareExchange(ref _progress.State, (int)to, (int)from) == (int)from;

    /// <param name="passOn">Whether this worker is to wake another as soon as it has found work and there is more.</param>
    public void Signal(bool passOn)
    {
        lock (_gate)
        {
            _signalled = true;
            _passOn = passOn;
            Monitor.Pulse(_gate);
        }
    }

    private void RunUntilShutdown()
    {
        AwaitSignal();
        while (Next() is { } run)
        {
            _executor.Run(run);
            Volatile.Write(ref _progress.Runs, _progress.Runs + 1);
            ComeBackIfHeld();
        }
    }

    /// <summary>The runnable to run, after waiting for one; null when the executor has been shut down and nothing is left.</summary>
    private IRunnable? Next()
    {
        if (++_runsSinceShared >= SharedFirstEvery)
        {
            _runsSinceShared = 0;
            if (TakeShared() is { } shared)
            {
                return shared;
            }
        }

        return Queue.TryDequeue(out var own) ? own : Search();
    }

    private IRunnable? Search()
    {
        while (true)
        {
            // Read before the queues are: what was accepted before the shutdown is then seen by whoever sees the shutdown.
            var stopping = _executor.IsStopping;
            if ((stopping || !LivesOnCrumbs()) && LookAround() is { } run)
            {
                // What was stolen along may have come into the own queue too late for the watch to move it on.
                ComeBackIfHeld();
                PassOn();
                return run;
            }

            if (stopping)
            {
                return null;
            }

            _passOn = false;
            if (_executor.TryPark(this))
            {
                AwaitSignal();
                _dry = 0;
            }
        }
    }

    private bool LivesOnCrumbs()
    {
        if (_dryTick != _executor.Ticks)
        {
            _dryTick = _executor.Ticks;
            _dry = 0;
        }

        return ++_dry > DryLimit && _executor.Ready > 1;
    }

    private IRunnable? LookAround()
    {
        var run = TakeFromAnywhere();
        if (run is not null || _spinCount == 0 || !_executor.TryBeginSpinning())
        {
            return run;
        }

        for (var spin = 0; spin < _spinCount && run is null; spin++)
        {
            Thread.Yield();
            run = TakeFromAnywhere();
        }

        _executor.EndSpinning();
        return run;
    }

    private IRunnable? TakeFromAnywhere()
    {
        // One at a time: what is on its way from one queue to another is in neither for who looks meanwhile.
        if (TakeShared() is { } shared)
        {
            return shared;
        }

        IRunnable? run = null;
        var workers = _executor.Workers;
        for (var distance = 1; distance < workers.Length && run is null; distance++)
        {
            run = StealFrom(workers[(_place + distance) % workers.Length].Queue);
        }

        return run;
    }

    private IRunnable? TakeShared()
    {
        if (!_executor.Shared.TryDequeue(out var run))
        {
            return null;
        }

        Volatile.Write(ref _progress.TakenFromShared, _progress.TakenFromShared + 1);
        return run;
    }

    /// <summary>The first runnable of another's queue; half of what follows it comes along, so that two busy workers soon stop meeting.</summary>
    private IRunnable? StealFrom(ConcurrentQueue<IRunnable> queue)
    {
        if (!queue.TryDequeue(out var run))
        {
            return null;
        }

        for (var left = Math.Min(queue.Count / 2, StolenAlongAtMost); left > 0 && queue.TryDequeue(out var more); left--)
        {
            Queue.Enqueue(more);
        }

        return run;
    }

    private void ComeBackIfHeld()
    {
        if (State == WorkerState.Held)
        {
            _executor.ComeBack(this);
        }
    }

    private void PassOn()
    {
        if (_passOn)
        {
            _passOn = false;
            _executor.WakeIfWork();
        }
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
    }
}
