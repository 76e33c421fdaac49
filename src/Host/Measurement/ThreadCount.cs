using Microsoft.Win32.SafeHandles;
using Mul.Actors.Running;

namespace Mul.Host.Measurement;

/// <summary>The most threads that this process had at once, of the times that somebody looked.</summary>
internal sealed class ThreadCount : IDisposable
{
    /// <summary>Between two looks: threads that have come stay for longer.</summary>
    public const int IntervalMilliseconds = 100;

    // Kept open: looked at throughout what is measured, in every node of it.
    private readonly SafeFileHandle? _status = ProcStatus.Open();
    private readonly Lock _lock = new();
    private int _own;
    private int? _max;

    /// <summary>Null where the system does not tell.</summary>
    public int? Max => _max;

    /// <summary>Looks until what comes back is disposed, on a thread that is not counted.</summary>
    public Metronome Watch()
    {
        _own = 1;
        return new Metronome("mul-thread-count", IntervalMilliseconds, Look);
    }

    /// <summary>Once it is disposed this does nothing.</summary>
    public void Look()
    {
        lock (_lock)
        {
            if (_status is { IsClosed: false } && ProcStatus.Threads(_status) is { } now)
            {
                _max = Math.Max(_max ?? 0, now - _own);
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _status?.Dispose();
        }
    }
}
