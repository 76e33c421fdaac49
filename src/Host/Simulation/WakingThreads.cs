namespace Mul.Host.Simulation;

/// <summary>Threads that have been asked to run and do not yet, first asked first.</summary>
/// <param name="time">Ticks until one runs; the same for all.</param>
/// <param name="runs">Called with the thread when it does.</param>
internal sealed class WakingThreads(Engine engine, long time, Action<int> runs) : ITimed
{
    private readonly Queue<int> _threads = [];

    public void Wake(int thread)
    {
        _threads.Enqueue(thread);
        engine.CallAfter(time, this);
    }

    public void Due() => runs(_threads.Dequeue());
}
