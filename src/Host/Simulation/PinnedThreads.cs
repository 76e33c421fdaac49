namespace Mul.Host.Simulation;

/// <summary>A thread for each routee, made when the routee first has something to do.</summary>
internal sealed class PinnedThreads(Engine engine) : SimulatedExecutor
{
    public override void Ready(int routee)
    {
        var thread = engine.Routees[routee].Thread;
        engine.Assign(routee, thread == Routee.None ? engine.NewThread() : thread);
    }

    public override void Again(int routee, int thread) => engine.Assign(routee, thread);

    public override void Free(int thread)
    {
    }
}
