using System.Collections.Concurrent;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;

namespace Mul.Actors.Dispatching;

/// <summary>A fixed number of threads, all of which run when there is work for all of them, and it takes a millisecond or longer.</summary>
/// <remarks>
/// <para>
/// The rule: <b>while a runnable waits, a worker is ready, or none is parked.</b> A worker is ready if it will look at the
/// queues soon. Whoever adds work wakes a worker only if none is ready, so short runs are passed from hand to hand without a
/// system call, and stay on the core whose cache has their messages. What was taken to be soon and is not, the
/// <see cref="Watch"/> finds within two ticks of 1 ms; the worker that it then wakes wakes the next while work remains, so a
/// burst of blocking work has all threads at once.
/// </para>
/// <para>
/// Two ticks are too long a wait where the work takes no longer itself. So the watch remembers that work was slow, for 64 ticks
/// in which it is awake; meanwhile each runnable wakes a worker, which costs little beside it.
/// </para>
/// <para>
/// Why no wake-up is lost. Who adds work enqueues it, then reads the counts of the ready and the parked. Who stops being ready (by parking,
/// or held by the watch) leaves the count, then reads the queues. Each has a full fence between its two steps, so of two that
/// meet at least one sees the other: the work, or that nobody is ready. The same holds between a worker that becomes ready
/// and the watch that goes to sleep, and between who adds work and the shutdown. A ready worker that adds work for itself
/// enqueues, then reads its own state; the watch that holds it writes the state, then reads the queue. There the fence is
/// the watch's alone, for the whole process, because a worker adds work a million times as often as it is held. What a held
/// worker still puts into its own queue is moved by the watch, which ticks at least once after the last has left the ready.
/// </para>
/// <para>The worker that parked last is woken first: its caches are the warmest.</para>
/// </remarks>
internal sealed class FixedThreads : ExecutorService, IDisposable
{
    private readonly object _gate = new();
    private readonly Stack<Worker> _parked = new();
    private readonly Worker?[] _workersByThread;
    private readonly Watch? _watch;
    private readonly EventStream? _events;
    private readonly CancellationTokenSource _shutDown = new();
    private readonly Queue<Thread> _unstarted;
    private Counters _counters;
    private volatile bool _stopping;

    /// <param name="id">The dispatcher's path; its threads are <c>ID_1</c> to <c>ID_n</c>, and with more than one, <c>ID_watch</c>.</param>
    /// <param name="events">Where runnables that crash are reported, as errors.</param>
    /// <param name="systemTerminated">Ends the threads if nobody else has.</param>
    public FixedThreads(string id, FixedThreadsSettings settings, EventStream? events = null, Task? systemTerminated = null)
        : base(id)
    {
        _events = events;
        Workers = [.. Enumerable.Range(0, settings.ThreadCount).Select(place => new Worker(this, place, settings))];
        _workersByThread = ByThread(Workers);

        // A single worker has nobody to take over from.
        _watch = Workers.Length > 1 ? new Watch(this) : null;
        _unstarted = new Queue<Thread>([.. Workers.Select(worker => worker.Thread), .. _watch is { } watch ? [watch.Thread] : Array.Empty<Thread>()]);
        foreach (var worker in Workers.Reverse())
        {
            _parked.Push(worker);
        }

        _counters.Parked = Workers.Length;

        // A dispatcher shuts its executor down 1 s after its last actor; on a system that ends with actors left it never does.
        // The token takes the continuation back, so a system that lives long does not gather dead executors.
        systemTerminated?.ContinueWith(_ => Shutdown(), _shutDown.Token, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    /// <summary>Work that came from outside, or from workers that are held.</summary>
    public ConcurrentQueue<IRunnable> Shared { get; } = new();

    public Worker[] Workers { get; }

    public Watch? Watch => _watch;

    public bool IsStopping => _stopping;

    /// <summary>How many workers can be counted on; for moments one less, while a worker that has just become ready is not yet counted but already held.</summary>
    public int Ready => Volatile.Read(ref _counters.Ready);

    /// <summary>How many workers could be woken.</summary>
    public int Parked => Volatile.Read(ref _counters.Parked);

    /// <summary>Whether a worker without work still looks for some before it parks.</summary>
    public bool IsSpinning => Volatile.Read(ref _counters.Spinning) != 0;

    /// <summary>Whether runs are taken to last a millisecond or longer, so that one that waits is worth a wake-up: what the watch found last. Default: no.</summary>
    public bool IsWorkSlow
    {
        get => Volatile.Read(ref _counters.SlowWork) != 0;
        set => Volatile.Write(ref _counters.SlowWork, value ? 1 : 0);
    }

    /// <summary>Ticks of the watch so far.</summary>
    public int Ticks => Volatile.Read(ref _counters.Ticks);

    // The first worker's is the first to be started.
    private bool HasThreads => !_unstarted.TryPeek(out var next) || next != Workers[0].Thread;

    /// <summary>Sees to it that <paramref name="run"/> runs once. What is accepted runs, even if the executor is shut down meanwhile.</summary>
    /// <exception cref="RejectedExecutionException">The executor has been shut down.</exception>
    /// <exception cref="ConfigurationException">The system does not give it all of its threads. The next call tries again.</exception>
    public override void Execute(IRunnable run)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (_stopping)
        {
            throw new RejectedExecutionException($"The threads of dispatcher '{Id}' have been shut down.");
        }

        if (CurrentWorker() is { State: WorkerState.Ready } worker)
        {
            worker.Queue.Enqueue(run);
            if (worker.State == WorkerState.Ready && !IsWorkSlow)
            {
                // It looks at its queue itself. No fence: the watch makes one for all threads when it holds a worker.
                return;
            }

            Interlocked.MemoryBarrier();
        }
        else
        {
            Share(run);
        }

        if ((IsWorkSlow || Ready <= 0) && Parked > 0)
        {
            // With workers held, blocking work is about: then one thread after the other, without waiting for the watch.
            WakeForWork(passOn: Parked < Workers.Length);
        }
    }

    /// <summary>Accepts nothing more, and ends the threads once what was accepted has run. May be called again.</summary>
    public override void Shutdown()
    {
        lock (_gate)
        {
            if (_stopping)
            {
                return;
            }

            _stopping = true;
        }

        Interlocked.MemoryBarrier();
        if (HasThreads)
        {
            while (TryWake(passOn: false))
            {
            }

            _watch?.Signal();
        }
        else if (!Shared.IsEmpty)
        {
            // Accepted, but who accepted it can no longer start the threads.
            DrainShared();
        }

        _shutDown.Cancel();
    }

    /// <summary>The same as <see cref="Shutdown"/>, which is what Akka.NET calls. May be called again.</summary>
    public void Dispose()
    {
        Shutdown();
        _shutDown.Dispose();
    }

    /// <summary>Runs on the calling thread; a crash is reported and goes no further, nor does what flows with a thread.</summary>
    public void Run(IRunnable run)
    {
        var before = ExecutionContext.Capture()!;
        try
        {
            run.Run();
        }
        catch (Exception crash)
        {
            _events?.Publish(new Error(crash, Id, typeof(FixedThreads), $"A runnable crashed: {crash.Message}"));
        }

        // As on the thread pool: what one actor sets (AsyncLocals, an Activity, the culture) the next must not find.
        ExecutionContext.Restore(before);
        SynchronizationContext.SetSynchronizationContext(null);
    }

    /// <summary>Puts <paramref name="run"/> where every worker looks, with a full fence behind it.</summary>
    public void Share(IRunnable run)
    {
        Shared.Enqueue(run);
        Interlocked.MemoryBarrier();
        if (_stopping)
        {
            // The workers may have found the queue empty and ended before this came.
            DrainShared();
        }
    }

    /// <summary>Wakes a worker that wakes the next, if there is work and somebody to wake.</summary>
    public void WakeIfWork()
    {
        if (Parked > 0 && HasWork())
        {
            TryWake(passOn: true);
        }
    }

    /// <returns>Whether a worker was parked.</returns>
    public bool TryWake(bool passOn) => TryWake(passOn, onlyFirst: false);

    /// <summary>Counts no longer on a worker that stands still. What it put into its queue while it was ready is seen by the caller afterwards.</summary>
    public void Hold(Worker worker)
    {
        if (worker.TryChange(WorkerState.Ready, WorkerState.Held))
        {
            Interlocked.Decrement(ref _counters.Ready);
            Interlocked.MemoryBarrierProcessWide();
        }
    }

    /// <summary>Counts on a held worker again.</summary>
    public void ComeBack(Worker worker)
    {
        if (worker.TryChange(WorkerState.Held, WorkerState.Ready))
        {
            Interlocked.Increment(ref _counters.Ready);
            WakeWatch();
        }
    }

    /// <summary>Takes a worker without work out of the ready. It must then await its signal.</summary>
    /// <returns>False if the executor is being shut down, and the worker is not to wait.</returns>
    public bool TryPark(Worker worker)
    {
        lock (_gate)
        {
            if (_stopping)
            {
                return false;
            }

            // Counted as parked before it leaves the ready, so that who sees nobody ready sees somebody to wake.
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
        if ((IsWorkSlow || Ready <= 0) && HasWork())
        {
            WakeForWork(passOn: false);
        }

        return true;
    }

    public bool TryBeginSpinning() =>
        !IsSpinning && Interlocked.Exchange(ref _counters.Spinning, 1) == 0;

    public void EndSpinning() => Volatile.Write(ref _counters.Spinning, 0);

    public void CountTick() => Volatile.Write(ref _counters.Ticks, _counters.Ticks + 1);

    private static Worker?[] ByThread(Worker[] workers)
    {
        // Thread ids are mostly consecutive, so a table that is little larger than the threads has a place for each.
        for (var size = 4; ; size *= 2)
        {
            var table = new Worker?[size];
            if (workers.All(worker => Interlocked.Exchange(ref table[worker.ThreadId & (size - 1)], worker) is null))
            {
                return table;
            }
        }
    }

    private Worker? CurrentWorker()
    {
        var thread = Environment.CurrentManagedThreadId;
        return _workersByThread[thread & (_workersByThread.Length - 1)] is { } worker && worker.ThreadId == thread ? worker : null;
    }

    // The first on whom somebody can count; of slow work one for each runnable, so that nobody needs to pass on.
    private void WakeForWork(bool passOn)
    {
        var isSlow = IsWorkSlow;
        TryWake(passOn && !isSlow, onlyFirst: !isSlow);
    }

    private bool TryWake(bool passOn, bool onlyFirst)
    {
        Worker worker;
        lock (_gate)
        {
            if ((onlyFirst && Ready > 0) || (_stopping && !HasThreads) || _parked.Count == 0)
            {
                return false;
            }

            // First of all: if it throws, nobody is counted on.
            StartThreads();
            worker = _parked.Pop();
            Volatile.Write(ref _counters.Parked, _parked.Count);
            worker.TryChange(WorkerState.Parked, WorkerState.Ready);
            Interlocked.Increment(ref _counters.Ready);
        }

        worker.Signal(passOn);
        WakeWatch();
        return true;
    }

    // Not in the constructor: Akka.NET also makes executors only to shut them down.
    // Unsafe, so that the threads do not inherit what flows with whoever came first.
    private void StartThreads()
    {
        while (!_stopping && _unstarted.TryPeek(out var thread))
        {
            try
            {
                thread.UnsafeStart();
            }
            catch (SystemException shortage)
            {
                var needed = Workers.Length + (_watch is null ? 0 : 1);
                throw new ConfigurationException(
                    $"Dispatcher '{Id}' needs {needed} threads, and only {needed - _unstarted.Count} could be started. Lower fixed-threads.thread-count, or raise what the system allows.",
                    shortage);
            }

            _unstarted.Dequeue();
        }
    }

    private void WakeWatch()
    {
        if (_watch is { IsAsleep: true })
        {
            _watch.Signal();
        }
    }

    private void DrainShared()
    {
        new Thread(Drain) { IsBackground = true, Name = $"{Id}_last" }.UnsafeStart();

        void Drain()
        {
            while (Shared.TryDequeue(out var run))
            {
                Run(run);
            }
        }
    }

    private bool HasWork() => !Shared.IsEmpty || Array.Exists(Workers, worker => !worker.Queue.IsEmpty);
}
