namespace Mul.Actors.Dispatching;

internal sealed class Watch
{
    private const int Linger = 4;
    private readonly object _gate = new();
    private readonly FixedThreads _executor;
    private readonly long[] _steps;
    private readonly long[] _runs;
    private readonly bool[] _ready;
    private bool _signalled;
    private int _asleep;
    private int _backlog;
    private int _quiet;
    private int _trialIn = 1;
    private int _trialInterval = 1;
    private int _readyBeforeTrial;

    public Watch(FixedThreads executor, string name)
    {
        _executor = executor;
        _steps = new long[executor.Workers.Length];
        _runs = new long[executor.Workers.Length];
        _ready = new bool[executor.Workers.Length];
        Thread = new Thread(Run) { IsBackground = true, Name = name };
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
            if (_quiet >= Linger)
            {
                SleepUntilSomebodyIsReady();
            }
            else
            {
                lock (_gate)
                {
                    Monitor.Wait(_gate, 1);
                    _signalled = false;
                }
            }

            Tick();
        }
    }

    private void SleepUntilSomebodyIsReady()
    {
        Interlocked.Exchange(ref _asleep, 1);
        if (_executor.ReadyCount == 0 && !_executor.IsStopping)
        {
            lock (_gate)
            {
                while (!_signalled)
                {
                    Monitor.Wait(_gate);
                }
            }
        }

        lock (_gate)
        {
            _signalled = false;
        }

        Volatile.Write(ref _asleep, 0);
        _quiet = 0;
    }

    private void Tick()
    {
        _executor.NextTick();
        var workers = _executor.Workers;
        var backlog = _executor.Shared.Count;
        long ran = 0;
        for (var i = 0; i < workers.Length; i++)
        {
            var worker = workers[i];
            var steps = worker.Steps;
            var runs = worker.Runs;
            var ready = worker.State == WorkerState.Ready;
            if (ready && _ready[i] && steps == _steps[i])
            {
                _executor.Hold(worker);
                ready = false;
            }

            if (!ready)
            {
                while (worker.Queue.TryDequeue(out var run))
                {
                    _executor.Shared.Enqueue(run);
                    backlog++;
                }
            }

            backlog += worker.Queue.Count;
            ran += runs - _runs[i];
            _ready[i] = ready;
            _steps[i] = steps;
            _runs[i] = runs;
        }

        if (_executor.ReadyCount == 0)
        {
            _quiet++;
        }
        else
        {
            _quiet = 0;
        }

        if (backlog > 0)
        {
            if (_executor.ReadyCount == 0)
            {
                _executor.WakeForWork(passOn: true);
            }
            else if (_backlog > ran)
            {
                _executor.PassOn();
            }
            else if (_backlog > 0 && _executor.TrialMax > 0)
            {
                Try();
            }
        }

        _backlog = backlog;
    }

    private void Try()
    {
        var ready = _executor.ReadyCount;
        if (_readyBeforeTrial > 0)
        {
            _trialInterval = ready > _readyBeforeTrial ? 1 : Math.Min(_trialInterval * 2, _executor.TrialMax);
            _trialIn = _trialInterval;
            _readyBeforeTrial = 0;
        }

        if (--_trialIn <= 0 && ready < Environment.ProcessorCount)
        {
            _readyBeforeTrial = ready;
            _executor.WakeAnother(passOn: false);
        }
    }
}
