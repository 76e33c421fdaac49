using System.Reflection;
using Akka.Actor;
using Akka.Dispatch;

namespace Mul.Actors.Jobs;

/// <summary>The dispatcher that really runs an actor, under the names that HOCON has for its parts.</summary>
/// <param name="Id">The dispatcher's path in the configuration.</param>
/// <param name="Type">Its name in HOCON: <c>Dispatcher</c>, <c>ForkJoinDispatcher</c>, <c>TaskDispatcher</c>, <c>PinnedDispatcher</c>, or a foreign class name.</param>
/// <param name="Executor">The executor's HOCON name, or its class name if it is none of Akka.NET's own.</param>
/// <param name="Throughput">Akka's key <c>throughput</c>; Akka.NET 1.5.74 runs one message more per turn.</param>
internal sealed record DispatcherIdentity(string Id, string Type, string Executor, int Throughput)
{
    // Akka.NET has no public way to ask a dispatcher for its executor.
    private static readonly FieldInfo? ExecutorField =
        typeof(Dispatcher).GetField("_executorService", BindingFlags.Instance | BindingFlags.NonPublic);

    /// <summary>The identity of the dispatcher of the actor whose context this is.</summary>
    public static DispatcherIdentity Of(IActorContext context)
    {
        var dispatcher = ((ActorCell)context).Dispatcher;
        var executor = ExecutorOf(dispatcher);
        return new DispatcherIdentity(dispatcher.Id, NameOf(dispatcher.GetType().Name, executor), executor, dispatcher.Throughput);
    }

    /// <summary>
    /// One name for one thing: a Dispatcher with a fork-join or task executor is what HOCON also calls
    /// ForkJoinDispatcher or TaskDispatcher, and Akka.NET makes the same class of both.
    /// </summary>
    public static string NameOf(string type, string executor) => (type, executor) switch
    {
        ("Dispatcher", "fork-join-executor") => "ForkJoinDispatcher",
        ("Dispatcher", "task-executor") => "TaskDispatcher",
        _ => type,
    };

    private static string ExecutorOf(MessageDispatcher dispatcher)
    {
        var lazy = dispatcher is Dispatcher ? ExecutorField?.GetValue(dispatcher) : null;
        var executor = lazy?.GetType().GetProperty("Executor")?.GetValue(lazy);
        return executor?.GetType().Name switch
        {
            null => "unknown",
            "FullThreadPoolExecutorServiceImpl" => "thread-pool-executor",
            "ForkJoinExecutor" => "fork-join-executor",
            "TaskSchedulerExecutor" => SchedulerOf(executor),
            var other => other,
        };
    }

    private static string SchedulerOf(object executor)
    {
        var scheduler = executor.GetType()
            .GetFields(BindingFlags.Instance | BindingFlags.NonPublic)
            .Select(field => field.GetValue(executor))
            .OfType<TaskScheduler>()
            .FirstOrDefault();
        return ReferenceEquals(scheduler, TaskScheduler.Default) ? "task-executor"
            : scheduler is null ? "unknown"
            : scheduler.GetType().Name.Contains("Priority", StringComparison.Ordinal) ? "channel-executor"
            : "current-context-executor";
    }
}
