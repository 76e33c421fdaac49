using System.Reflection;
using Akka.Actor;
using Akka.Dispatch;
using Akka.Event;
using Akka.Routing;
using Mul.Actors.Jobs;

namespace Mul.Host.Tests.Profiles.Live;

/// <summary>Akka.NET alone under a profile, whose pools are started and given jobs.</summary>
/// <exception cref="Exception">From each method: whatever Akka.NET throws, or that its system ends, hangs, or does not do a job.</exception>
internal sealed class BareAkka : IAsyncDisposable
{
    // As many per routee fill mailboxes of a few messages.
    private const int JobsPerRoutee = 7;

    private readonly LiveSystem _live;
    private readonly CancellationTokenSource _over = new();
    private readonly Task _end;

    /// <param name="patience">After that it hangs.</param>
    public BareAkka(string hocon, TimeSpan patience)
    {
        _live = LiveSystem.Start(hocon);
        _end = EndAsync(patience);
        _live.System.EventStream.Subscribe(new DeadJobs(_live.System), typeof(AllDeadLetters));
    }

    private static object? Field(object? owner, string name) =>
        owner?.GetType().GetField(name, BindingFlags.Instance | BindingFlags.NonPublic)?.GetValue(owner);

    private static object? Property(object? owner, string name) =>
        owner?.GetType().GetProperty(name, BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)?.GetValue(owner);

    /// <summary>What each routee of a new pool sees of itself, after all have done their jobs.</summary>
    public async Task<IReadOnlyList<SeenRoutee>> SeeAsync(string pool)
    {
        var router = _live.System.ActorOf(Props.Create(() => new Mirror()).WithRouter(FromConfig.Instance), pool);
        var members = (await Or(router.Ask<Routees>(GetRoutees.Instance, Timeout.InfiniteTimeSpan))).Members;
        IActorRef[] routees = [.. members.Cast<ActorRefRoutee>().Select(routee => routee.Actor)];
        if (routees.Length == 0)
        {
            throw new InvalidOperationException("there is no routee");
        }

        var seen = await Or(Task.WhenAll(routees.Select(routee => routee.Ask<SeenRoutee>("look", Timeout.InfiniteTimeSpan))));
        if (Array.Exists(seen, routee => routee.WaitsWhenFull))
        {
            for (var job = 0; job < JobsPerRoutee; job++)
            {
                await DoAsync(router, jobs: 1);
            }
        }
        else
        {
            var released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await Or(Task.WhenAll(routees.Select(routee => routee.Ask<Hold>(new Hold(released.Task), Timeout.InfiniteTimeSpan))));
            await DoAsync(router, routees.Length * JobsPerRoutee, released);
        }

        return seen;
    }

    /// <summary>The class of queue that Akka.NET makes of a mailbox: of its name, of its .NET type, or of what is required of it.</summary>
    public string QueueOf(string mailbox)
    {
        var system = (ExtendedActorSystem)_live.System;
        var type = mailbox.Split(' ') is ["as", .. var requirement, "requires"]
                ? system.Mailboxes.LookupByQueueType(TypeOf(string.Join(' ', requirement)))
            : mailbox.StartsWith("Akka.Dispatch.", StringComparison.Ordinal)
                ? (MailboxType)Activator.CreateInstance(TypeOf(mailbox), system.Settings, system.Settings.Config.GetConfig("akka.actor.default-mailbox"))!
            : system.Mailboxes.Lookup(mailbox);
        return type.Create(ActorRefs.Nobody, system).GetType().Name;
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        // One that has failed may not come to its end.
        await Task.WhenAny(_live.System.Terminate(), _end);
        _over.Dispose();
    }

    private static Type TypeOf(string name) => typeof(ActorSystem).Assembly.GetType(name.Split(',')[0], throwOnError: true)!;

    private async Task DoAsync(IActorRef router, int jobs, TaskCompletionSource? released = null)
    {
        var told = Enumerable.Range(0, jobs).Select(_ => new Job(new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously))).ToList();

        // The channel executor does a job on the thread that tells it.
        await Or(Task.Run(() => told.ForEach(job => router.Tell(job, ActorRefs.NoSender))));
        released?.SetResult();
        await Or(Task.WhenAll(told.Select(job => job.Done.Task)));
    }

    private async Task<T> Or<T>(Task<T> task)
    {
        await Or((Task)task);
        return await task;
    }

    private async Task Or(Task task) => await await Task.WhenAny(task, _end);

    private async Task EndAsync(TimeSpan patience)
    {
        var ended = await Task.WhenAny(_live.System.WhenTerminated, Task.Delay(patience, _over.Token)) == _live.System.WhenTerminated;
        throw new InvalidOperationException(ended ? "the system ended" : "it hangs, or a job is lost");
    }

    private sealed record Hold(Task Released);

    private sealed record Job(TaskCompletionSource Done);

    private sealed class Mirror : ReceiveActor
    {
        public Mirror()
        {
            Receive<Job>(job => job.Done.TrySetResult());
            Receive<string>(_ => Sender.Tell(Seen()));
            // Its mailbox fills meanwhile, and no thread waits.
            ReceiveAsync<Hold>(async hold =>
            {
                Sender.Tell(hold);
                await hold.Released;
            });
        }

        private static SeenRoutee Seen()
        {
            var cell = (ActorCell)Context;
            var queue = cell.Mailbox!.MessageQueue;
            return new SeenRoutee(
                DispatcherIdentity.Of(Context), ThreadsOf(cell.Dispatcher), queue.GetType().Name,
                queue is IBoundedMessageQueueSemantics bounded && bounded.PushTimeOut > TimeSpan.Zero);
        }

        private static int? ThreadsOf(MessageDispatcher dispatcher)
        {
            var executor = Property(Field(dispatcher, "_executorService"), "Executor");
            return (Property(executor, "Workers") as Array)?.Length
                ?? Property(Property(Field(executor, "_dedicatedThreadPool"), "Settings"), "NumThreads") as int?;
        }
    }

    private sealed class DeadJobs(ActorSystem system) : MinimalActorRef
    {
        public override ActorPath Path { get; } = new RootActorPath(Address.AllSystems) / "dead-jobs";

        public override IActorRefProvider Provider => ((ExtendedActorSystem)system).Provider;

        protected override void TellInternal(object message, IActorRef sender)
        {
            if (message is AllDeadLetters { Message: Job job })
            {
                job.Done.TrySetException(new InvalidOperationException("a job went to the dead letters"));
            }
        }
    }
}

/// <param name="Threads">Those of a fork-join executor or of Mul's own; null for others.</param>
/// <param name="Queue">The mailbox's queue, by class name.</param>
/// <param name="WaitsWhenFull">Whether who tells it something waits while it is full.</param>
internal sealed record SeenRoutee(DispatcherIdentity Dispatcher, int? Threads, string Queue, bool WaitsWhenFull);
