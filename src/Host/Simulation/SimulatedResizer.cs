using Mul.Host.Profiles.Plans;

namespace Mul.Host.Simulation;

/// <summary>Akka.NET's DefaultResizer: looks at every n-th message told, first before any.</summary>
internal sealed class SimulatedResizer : ITimed
{
    private readonly ResizerPlan _plan;
    private readonly SimulatedPool _pool;
    private readonly RouteeTable _routees;
    private readonly Action<ITimed> _soon;
    private long _messages;
    private bool _inProgress;

    /// <param name="soon">Calls <see cref="Due"/> later, and if at this instant when all that is already under way has happened: the router resizes in an actor of its own.</param>
    public SimulatedResizer(ResizerPlan plan, SimulatedPool pool, RouteeTable routees, int toldBefore, Action<ITimed> soon)
    {
        (_plan, _pool, _routees, _soon) = (plan, pool, routees, soon);
        _messages = 1 + toldBefore;
        Due();
    }

    public void Told()
    {
        if (_messages++ % _plan.MessagesPerResize == 0 && !_inProgress)
        {
            _inProgress = true;
            _soon(this);
        }
    }

    public void Due()
    {
        _inProgress = false;
        var size = _pool.Members.Length;
        var pressed = 0;
        foreach (var member in _pool.Members)
        {
            pressed += IsPressed(_routees[member]) ? 1 : 0;
        }

        // A pool without routees would lose its jobs; a lower bound of 0 is taken as 1.
        _pool.Resize(Math.Max(1, _plan.Resized(size, pressed)));
    }

    private bool IsPressed(in Routee routee) => _plan.PressureThreshold switch
    {
        1 => (routee.Scheduled || routee.Phase == Phase.Awaiting) && routee.Queued > 0,
        < 1 => routee.Phase != Phase.Idle,
        _ => routee.Queued >= _plan.PressureThreshold,
    };
}
