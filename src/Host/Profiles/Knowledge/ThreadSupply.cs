namespace Mul.Host.Profiles.Knowledge;

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
