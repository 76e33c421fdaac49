using Mul.Actors.Jobs;

namespace Mul.Host.Profiles;

/// <summary>What a profile makes of one pool: what it asks for, and what Akka.NET will give.</summary>
internal sealed record PoolPlan
{
    /// <summary>As in <c>/user/NAME</c>.</summary>
    public required string Pool { get; init; }

    /// <summary>The router's HOCON alias, as <c>round-robin-pool</c>.</summary>
    public required string Router { get; init; }

    public required int Routees { get; init; }

    public ResizerPlan? Resizer { get; init; }

    /// <summary>The dispatcher that a reader of the file would expect the routees to run on.</summary>
    public required DispatcherPlan Asked { get; init; }

    /// <summary>The dispatcher that Akka.NET really gives the routees; the same as <see cref="Asked"/> unless the profile fell into a trap.</summary>
    public required DispatcherPlan Given { get; init; }

    /// <summary>The mailbox's HOCON id or type, as <c>unbounded</c>.</summary>
    public required string Mailbox { get; init; }

    public required Handling Handling { get; init; }

    /// <summary>
    /// Jobs at once that the profile asks for: with async handlers the routees, with blocking ones the lesser of routees
    /// and threads asked for (a thread pool being no bound).
    /// </summary>
    public int ConfiguredConcurrency =>
        Handling == Handling.Async ? Routees : Math.Min(Routees, Asked.Threads ?? int.MaxValue);
}

/// <param name="Lower">Fewest routees.</param>
/// <param name="Upper">Most routees.</param>
internal sealed record ResizerPlan(int Lower, int Upper, int PressureThreshold, double RampupRate, double BackoffThreshold, double BackoffRate, int MessagesPerResize);

/// <summary>A dispatcher as the configuration resolves it.</summary>
internal sealed record DispatcherPlan
{
    /// <summary>Its path in the configuration.</summary>
    public required string Id { get; init; }

    /// <summary><c>Dispatcher</c>, <c>ForkJoinDispatcher</c>, <c>PinnedDispatcher</c>, <c>TaskDispatcher</c>, or a foreign type's name.</summary>
    public required string Type { get; init; }

    /// <summary>The executor's HOCON name, as <c>fork-join-executor</c>, or a foreign type's name.</summary>
    public required string Executor { get; init; }

    /// <summary>Akka's key <c>throughput</c>.</summary>
    public required int Throughput { get; init; }

    public required ThreadSupply Supply { get; init; }

    /// <summary>Threads that it may use for this pool; null where it has no bound of its own.</summary>
    public int? Threads { get; init; }

    /// <summary>Messages that a routee really handles before it gives its thread back: Akka.NET 1.5.74 runs throughput + 1, and 1 on pinned threads or with a deadline.</summary>
    public required int MessagesPerTurn { get; init; }
}

/// <summary>Where a dispatcher's threads come from, which decides how many of them really run.</summary>
internal enum ThreadSupply
{
    /// <summary>The CLR's thread pool, which grows by about a thread per half second.</summary>
    ThreadPool,

    /// <summary>Dedicated threads of which a burst wakes only about as many as there are cores.</summary>
    ForkJoin,

    /// <summary>A thread for each routee.</summary>
    Pinned,

    /// <summary>The system-wide channel scheduler on the CLR's thread pool.</summary>
    Channel,

    /// <summary>Mul's own executor: a fixed number of threads, all of which wake.</summary>
    Fixed,

    /// <summary>A synchronisation context, or a type that Mul does not know.</summary>
    Foreign,
}
