namespace Mul.Host.Simulation;

/// <summary>Cores that all threads with work share evenly: with n of them on p cores each runs at the speed min(1, p ÷ n).</summary>
/// <remarks>
/// Processor sharing by virtual work (Parekh and Gallager, IEEE/ACM Transactions on Networking 1993): all threads progress alike,
/// so one that begins when each has done v ends when each has done v + its demand. Beginning and ending cost O(log n), and a
/// change of speed touches no thread.
/// </remarks>
internal sealed class SharedCores(int cores) : ICores
{
    // A thousandth of a tick, so that a sum of rounded steps does not end a tick late.
    private const double Rounding = 1e-3;

    private readonly EventQueue<double> _ends = new();
    private int _active;
    private long _now;
    private double _work;
    private double _busy;

    public long NextEnd { get; private set; } = long.MaxValue;

    public double BusyUntil(long now) => _busy + Math.Min(_active, cores) * (double)(now - _now);

    public void Begin(long now, long demand, int target)
    {
        Advance(now);
        _active++;
        _ends.Add(_work + demand, target);
        Foresee();
    }

    public int? End(long now)
    {
        Advance(now);
        var target = _ends.Take();
        if (--_active == 0)
        {
            // Small numbers keep their fractions.
            _work = 0;
        }

        Foresee();
        return target;
    }

    private void Advance(long now)
    {
        if (now > _now)
        {
            _busy = BusyUntil(now);
            _work += (now - _now) * Speed;
            _now = now;
        }
    }

    private void Foresee() =>
        NextEnd = _active == 0 ? long.MaxValue : _now + Math.Max(0, (long)Math.Ceiling((_ends.NextTime - _work) / Speed - Rounding));

    private double Speed => _active <= cores ? 1 : (double)cores / _active;
}
