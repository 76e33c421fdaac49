using System.Text.Json.Serialization;

namespace Mul.Host.Experiments.SearchSpace;

/// <summary>The kinds of dispatchers that are tried.</summary>
internal enum TunedExecutor
{
    /// <summary>The default dispatcher: the CLR's thread pool.</summary>
    [JsonStringEnumMemberName("thread-pool")]
    ThreadPool,

    /// <summary>Mul's own executor: as many threads as it says, all of which wake.</summary>
    [JsonStringEnumMemberName("fixed-threads")]
    FixedThreads,

    /// <summary>Akka.NET's dedicated threads.</summary>
    [JsonStringEnumMemberName("fork-join")]
    ForkJoin,

    /// <summary>A thread for each routee.</summary>
    [JsonStringEnumMemberName("pinned")]
    Pinned,
}
