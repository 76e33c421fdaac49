namespace Mul.Host.Simulation;

/// <summary>Threads that have been asked to run and do not yet. Whichever wakes first, the one asked first is called so: they are all alike.</summary>
internal sealed class WakingThreads : ITimed
{
    // Looking for something to do is too short for the clock.
    private const long Least = 1;

    private readonly Engine _engine;
    private readonly Func<TimeSpan> _time;
    private readonly Queue<int> _threads = [];
    private readonly Running _running;

    /// <param name="time">Until the next thread asked is awake; it runs when it then gets a core. 0: it has one at once.</param>
    /// <param name="runs">Called with the thread when it runs.</param>
    public WakingThreads(Engine engine, Func<TimeSpan> time, Action<int> runs)
    {
        (_engine, _time) = (engine, time);
        _running = new Running(_threads, runs);
    }

    public void Wake(int thread)
    {
        _threads.Enqueue(thread);
        var time = VirtualTime.Ticks(_time());
        _engine.CallAfter(time, time == 0 ? _running : this);
    }

    public void Due() => _engine.Compute(_running, Least);

    private sealed class Running(Queue<int> threads, Action<int> runs) : ITimed
    {
        public void Due() => runs(threads.Dequeue());
    }
}
