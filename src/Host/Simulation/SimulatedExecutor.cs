using Mul.Host.Profiles.Knowledge;
using Mul.Host.Profiles.Plans;

namespace Mul.Host.Simulation;

/// <summary>Where a dispatcher's threads come from: which thread runs which routee, and when.</summary>
internal abstract class SimulatedExecutor
{
    /// <summary>The routee has something to do and is not yet in any queue.</summary>
    public abstract void Ready(int routee);

    /// <summary>The routee has had its turn and wants another; its thread is free for whichever is next.</summary>
    public abstract void Again(int routee, int thread);

    /// <summary>The routee of this thread has nothing more to do.</summary>
    public abstract void Free(int thread);

    /// <summary>The executor of a dispatcher as Akka.NET really makes it, without those that dispatchers share.</summary>
    public static SimulatedExecutor Of(DispatcherPlan dispatcher, Engine engine) => dispatcher.Supply switch
    {
        ThreadSupply.Pinned => new PinnedThreads(engine),
        ThreadSupply.ForkJoin when dispatcher.Threads is { } threads => new ForkJoinThreads(engine, threads),
        ThreadSupply.Fixed or ThreadSupply.Foreign when dispatcher.Threads is { } threads => new FixedThreads(engine, threads),
        ThreadSupply.Channel => new ChannelThread(engine),
        // A synchronisation context or an unknown type: nothing is known but that it has no bound.
        ThreadSupply.ThreadPool or ThreadSupply.Foreign => new ClrThreadPool(engine),
        _ => throw new ArgumentException($"Dispatcher {dispatcher.Id}: {dispatcher.Supply} takes a number of threads.", nameof(dispatcher)),
    };
}
