namespace Mul.Actors.Dispatching;

/// <summary>Looks at an executor every millisecond while it is busy, and wakes workers when those who are ready do not suffice.</summary>
/// <remarks>
/// <para>Runs no runnables itself. While nobody is ready it sleeps, and costs nothing.</para>
/// <para>A waiting runnable gets another worker for one of these reasons:</para>
/// <list type="bullet">
/// <item>Nobody is ready any more: a worker that was ready and ended no run from tick to tick is <see cref="WorkerState.Held"/>.</item>
/// <item>Fewer runs ended in a tick than waited when it began, so something has waited for all of it.</item>
/// <item>Of what is shared, nobody took anything for a tick: who is ready is busy with work of its own.</item>
/// <item>Work waited at two ticks in a row while a core may be free: one more worker is tried. If it does not keep itself
/// busy it is gone by the next tick, and the next try is twice as far away, at most <see cref="TrialsAtLeastEvery"/> ticks.</item>
/// </list>
/// </remarks>
internal sealed class Watch
{
    private const int TickMilliseconds = 1;

    /// <summary>Ticks without a ready worker before the watch sleeps. One would do to be safe; more save waking it again.</summary>
    private const int QuietTicksBeforeSleep = 4;

    private const int TrialsAtLeastEvery = 64;

    /// <summary>Work is slow if it keeps a worker from one tick to the next, or something had to wait while no worker ended more runs than these in a tick.</summary>
    private const int SlowRuns = 2;

    /// <summary>Work is not slow if a worker ended more runs than these in a tick: waking another costs a tenth of such a run.</summary>
    private const int QuickRuns = 8;

    /// <summary>For how long slow work is remembered, since work that comes to no more than a tick or so may not show it each time. While the watch sleeps no ticks pass.</summary>
    private const int TicksToRememberSlowWork = 64;

    private readonly object _gate = new();
    private readonly FixedThreads _executor;
    private readonly Sight[] _seen;
    private bool _signalled;
    private int _asleep;
    private int _quietTicks;
    private View _before;
    private int _trialInterval = 1;
    private int _ticksToTrial = 1;
    private int _readyBeforeTrial;
    private int _ticksOfSlowWork;

    public Watch(FixedThreads executor)
    {
        _executor = executor;
        _seen = new Sight[executor.Workers.Length];

        // It is busy for microseconds, and those it watches must not keep it from its core.
        Thread = new Thread(Run) { IsBackground = true, Name = $"{executor.Id}_watch", Priority = ThreadPriority.Highest };
    }

    public Thread Thread { get; }

    public bool IsAsleep => Volatile.Read(ref _asleep) != 0;

    public void Signal()
    {
        lock (_gate)
        {
            _signalled = true;
            Monitor.Pulse(_gate);
        }
    }

    private void Run()
    {
        while (!_executor.IsStopping)
        {
            if (_quietTicks < QuietTicksBeforeSleep)
            {
                Await(TickMilliseconds);
            }
            else
            {
                Sleep();
            }

            Tick();
        }
    }

    private void Sleep()
    {
        // Who makes a worker ready counts it first and looks here then; here it is the other way round, with a full
        // fence on both sides, so at least one of the two sees the other.
        Interlocked.Exchange(ref _asleep, 1);
        if (_executor.Ready <= 0 && !_executor.IsStopping)
        {
            Await(Timeout.Infinite);
        }

        Volatile.Write(ref _asleep, 0);
        _quietTicks = 0;
    }

    private void Await(int milliseconds)
    {
        lock (_gate)
        {
            if (!_signalled)
            {
                Monitor.Wait(_gate, milliseconds);
            }

            _signalled = false;
        }
    }

    private void Tick()
    {
        _executor.CountTick();
        var view = Look();
        var ready = _executor.Ready;
        var isShort = view.Backlog > 0 && (ready <= 0 || _before.Backlog > view.Runs || (_before.Shared > 0 && view.TakenFromShared == 0));
        _quietTicks = ready <= 0 ? _quietTicks + 1 : 0;
        Remember(view, isShort);
        if (isShort)
        {
            _executor.WakeIfWork();
        }
        else if (view.Backlog > 0 && _before.Backlog > 0)
        {
            Try(ready);
        }

        _before = view;
    }

    /// <summary>What there is to see. Who stands still is held, and what it has scheduled goes to the others.</summary>
    private View Look()
    {
        var (backlog, runs, mostRuns, taken, isHolding) = (0, 0L, 0L, 0L, false);
        for (var place = 0; place < _seen.Length; place++)
        {
            var worker = _executor.Workers[place];
            var before = _seen[place];
            var now = new Sight(worker.State == WorkerState.Ready, worker.Runs, worker.TakenFromShared);
            if (now.Ready && before.Ready && now.Runs == before.Runs)
            {
                _executor.Hold(worker);
                now = now with { Ready = false };
                isHolding = true;
            }

            // Also without parked workers: the ready ones may be busy with work of their own for ever.
            while (!now.Ready && worker.Queue.TryDequeue(out var run))
            {
                _executor.Share(run);
            }

            backlog += worker.Queue.Count;
            runs += now.Runs - before.Runs;
            mostRuns = Math.Max(mostRuns, now.Runs - before.Runs);
            taken += now.TakenFromShared - before.TakenFromShared;
            _seen[place] = now;
        }

        var shared = _executor.Shared.Count;
        return new View(backlog + shared, shared, runs, mostRuns, taken, isHolding);
    }

    private void Remember(View view, bool isShort)
    {
        if (view.MostRuns > QuickRuns)
        {
            _ticksOfSlowWork = 0;
        }
        else if (view.IsHolding || (isShort && view.MostRuns <= SlowRuns))
        {
            _ticksOfSlowWork = TicksToRememberSlowWork;
        }
        else if (_ticksOfSlowWork > 0)
        {
            _ticksOfSlowWork--;
        }

        _executor.IsWorkSlow = _ticksOfSlowWork > 0;
    }

    private void Try(int ready)
    {
        if (_readyBeforeTrial > 0)
        {
            _trialInterval = ready > _readyBeforeTrial ? 1 : Math.Min(2 * _trialInterval, TrialsAtLeastEvery);
            _ticksToTrial = _trialInterval;
            _readyBeforeTrial = 0;
        }

        if (--_ticksToTrial <= 0 && ready < Environment.ProcessorCount)
        {
            _readyBeforeTrial = ready;
            _executor.TryWake(passOn: false);
        }
    }

    private readonly record struct Sight(bool Ready, long Runs, long TakenFromShared);

    /// <param name="Backlog">Runnables that wait.</param>
    /// <param name="Shared">Of those, the ones that wait where every worker looks.</param>
    /// <param name="Runs">Runs that ended since the last look.</param>
    /// <param name="MostRuns">Of those, the most that one worker ended.</param>
    /// <param name="TakenFromShared">Shared runnables that workers took since the last look.</param>
    /// <param name="IsHolding">Whether a ready worker stood still since the last look.</param>
    private readonly record struct View(int Backlog, int Shared, long Runs, long MostRuns, long TakenFromShared, bool IsHolding);
}
