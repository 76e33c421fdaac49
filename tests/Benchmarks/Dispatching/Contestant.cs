namespace Mul.Benchmarks.Dispatching;

/// <summary>A dispatcher that takes part in a comparison.</summary>
/// <param name="Id">Its path in the configuration, and its name in the table.</param>
/// <param name="Hocon">The section's content.</param>
internal sealed record Contestant(string Id, string Hocon)
{
    public static Contestant Fixed(int threads) =>
        new($"fixed-{threads}", $"type = Dispatcher, executor = \"Mul.Actors.Dispatching.FixedThreadsConfigurator, Mul.Actors\", fixed-threads.thread-count = {threads}");

    public static Contestant ForkJoin(int threads) =>
        new($"fork-join-{threads}", $"type = ForkJoinDispatcher, dedicated-thread-pool.thread-count = {threads}");

    public static Contestant ThreadPool { get; } = new("thread-pool", "type = Dispatcher");

    public static Contestant Tasks { get; } = new("task", "type = TaskDispatcher");

    public static Contestant Channel { get; } = new("channel", "type = Dispatcher, executor = channel-executor");

    public static Contestant Pinned { get; } = new("pinned", "type = PinnedDispatcher");
}
