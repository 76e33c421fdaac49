using Mul.Actors.Running;

namespace Mul.Host.Simulation;

/// <summary>Tells the jobs when they are due, one at a time, as the thread of a run does.</summary>
internal sealed class Teller(Arrivals arrivals, int jobs, long tellTime)
{
    private long _free = VirtualTime.Begin;

    // Jobs that are due and not told yet: a run asks for more when it has told them all.
    private int _due;

    /// <summary>A handler runs on the teller's own thread, which tells nothing until that ends.</summary>
    public bool IsHeld { get; set; }

    /// <summary>The job that is told next.</summary>
    public int Next { get; private set; }

    /// <summary>When the next job is told; <see cref="long.MaxValue"/> if there is none, or others have to happen first.</summary>
    public long NextTime(long now, int answered)
    {
        if (Next == jobs || IsHeld)
        {
            return long.MaxValue;
        }

        var time = Math.Max(now, _free);
        var scheduled = arrivals.EnqueuedAt(Next, VirtualTime.Begin, long.MaxValue);
        if (scheduled == long.MaxValue)
        {
            _due = _due > 0 ? _due : arrivals.Due(Next, answered, time - VirtualTime.Begin);
            return _due > 0 ? time : long.MaxValue;
        }

        // Scheduled instants are rounded down to a tick, whole intervals are counted: the job may be due a tick later.
        time = Math.Max(time, scheduled);
        return arrivals.Due(Next, answered, time - VirtualTime.Begin) > 0 ? time : time + 1;
    }

    /// <summary>Tells the next job; the instant from which its response time counts.</summary>
    public long Tell(long now)
    {
        _free = now + tellTime;
        _due--;
        return arrivals.EnqueuedAt(Next++, VirtualTime.Begin, now);
    }
}
