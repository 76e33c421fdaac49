using Akka.Configuration;
using Akka.Dispatch;

namespace Mul.Actors.Dispatching;

/// <summary>An executor with a fixed number of threads, all of which run when there is work for all of them, and it takes a millisecond or longer. For any HOCON file:</summary>
/// <example>
/// <code>
/// blocking-dispatcher {
///   type = Dispatcher
///   executor = "Mul.Actors.Dispatching.FixedThreadsConfigurator, Mul.Actors"
///   fixed-threads {
///     # Threads, from 1 to 10,000. Default: 4.
///     thread-count = 16
///     # Lowest, BelowNormal, Normal, AboveNormal or Highest. Default: Normal. Linux ignores it.
///     thread-priority = Normal
///     # How often a thread without work looks for some, each time after giving up its core, before it parks; from 0 to 10,000.
///     # 0: it disturbs nobody, and each message that comes meanwhile wakes it by a system call. Default: 50.
///     spin-count = 50
///   }
/// }
/// </code>
/// </example>
/// <remarks>
/// <para>
/// The threads start with the first message, are in the background, are named <c>ID_1</c> to <c>ID_n</c> (of which Linux shows
/// 15 characters), and end one second (<c>shutdown-timeout</c>) after the dispatcher's last actor, or with the system. One
/// thread more, <c>ID_watch</c>, runs no actors; it sleeps while nothing happens, and a single thread has none.
/// </para>
/// <para>
/// A message waits for a thread 1 to 2 ms at most while a thread and a core are free; so of work that blocks for hardly longer
/// and comes in small bursts, about half of the threads run at once. Runnables that crash are published as
/// <c>Akka.Event.Error</c>. What one leaves on its thread (AsyncLocals, an Activity, the culture, a SynchronizationContext) is
/// gone before the next, as on the thread pool.
/// </para>
/// <para>
/// There are never more threads than these: if all of them wait (<c>Task.Wait</c>, <c>Ask(...).Result</c>) for actors of the
/// same dispatcher, they wait for ever; a single thread does so at the first time. If the system gives fewer threads, who
/// tells a message gets a <see cref="ConfigurationException"/>.
/// </para>
/// </remarks>
public sealed class FixedThreadsConfigurator : ExecutorServiceConfigurator
{
    private readonly FixedThreadsSettings _settings;

    /// <exception cref="ConfigurationException">
    /// <c>fixed-threads</c> has an unknown key or a value that is not allowed. Akka.NET makes configurators by reflection, so
    /// it is the base exception of what a lookup of the dispatcher throws.
    /// </exception>
    public FixedThreadsConfigurator(Config config, IDispatcherPrerequisites prerequisites)
        : base(config, prerequisites)
    {
        _settings = FixedThreadsSettings.Read(config);
    }

    public override ExecutorService Produce(string id) =>
        new FixedThreads(id, _settings, Prerequisites.EventStream, Prerequisites.Settings.System.WhenTerminated);
}
