namespace Mul.Host.Simulation;

/// <summary>Cores that threads take in turns, each for a slice at most: first come, first served for work shorter than that.</summary>
/// <remarks>
/// What an operating system does, where <see cref="SharedCores"/> is its limit for slices of no length. The difference is not small: of
/// threads that all begin at once and then wait, shared evenly all end at once, and the cores have nothing to do while all wait.
/// </remarks>
internal sealed class SlicedCores(int cores, long slice) : ICores
{
    private readonly EventQueue<long> _ends = new();
    private readonly Queue<(int Target, long Left)> _waiting = [];

    // What the thread of a target has left after its slice; by target, as a target has one thing to do at a time.
    private readonly Dictionary<int, long> _left = [];
    private int _busy;
    private double _busyBefore;
    private long _since;

    public long NextEnd => _ends.IsEmpty ? long.MaxValue : _ends.NextTime;

    public double BusyUntil(long now) => _busyBefore + _busy * (double)(now - _since);

    public void Begin(long now, long demand, int target)
    {
        if (_busy == cores)
        {
            _waiting.Enqueue((target, demand));
        }
        else
        {
            Advance(now);
            _busy++;
            Run(now, target, demand);
        }
    }

    public int? End(long now)
    {
        Advance(now);
        var target = _ends.Take();
        var isDone = !_left.Remove(target, out var left);
        if (!isDone)
        {
            _waiting.Enqueue((target, left));
        }

        if (_waiting.TryDequeue(out var next))
        {
            Run(now, next.Target, next.Left);
        }
        else
        {
            _busy--;
        }

        return isDone ? target : null;
    }

    private void Run(long now, int target, long demand)
    {
        if (demand > slice)
        {
            _left[target] = demand - slice;
        }

        _ends.Add(now + Math.Min(demand, slice), target);
    }

    private void Advance(long now)
    {
        _busyBefore = BusyUntil(now);
        _since = now;
    }
}
