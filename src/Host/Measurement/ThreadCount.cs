namespace Mul.Host.Measurement;

/// <summary>The most threads that this process has at once, looked at every 20 ms by a thread that is not counted.</summary>
internal sealed class ThreadCount : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    private readonly ManualResetEventSlim _stop = new(initialState: false, spinCount: 0);
    private readonly Thread _thread;
    private int? _max;

    private ThreadCount()
    {
        _thread = new Thread(Watch) { IsBackground = true, Name = "mul-thread-count" };
        _thread.Start();
    }

    public static ThreadCount Start() => new();

    /// <summary>The most so far; null where the system does not tell.</summary>
    public int? Max => _max;

    /// <summary>Stops looking and answers; null where the system does not tell.</summary>
    public int? Finish()
    {
        Dispose();
        return _max;
    }

    public void Dispose()
    {
        _stop.Set();
        _thread.Join();
    }

    private void Watch()
    {
        // Kept open: this runs throughout what is measured, in every node of it.
        using var status = ProcStatus.Open();
        do
        {
            if (status is not null && ProcStatus.Threads(status) is { } now)
            {
                _max = Math.Max(_max ?? 0, now - 1);
            }
        }
        while (!_stop.Wait(Interval));
    }
}
