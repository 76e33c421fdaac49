using System.Diagnostics;
using System.Globalization;
using Akka.Actor;
using Mul.Actors.Jobs;

namespace Mul.Actors.Guests;

/// <summary>Whom a guest replies to: the first reply, crash or expiry is the outcome of one job.</summary>
/// <remarks>The job ends when its routee is free again: with its outcome, or with the handler that goes on after its reply.</remarks>
internal sealed class Answer : MinimalActorRef
{
    private readonly GuestJob _job;
    private readonly GuestActor _actor;
    private readonly Placement _placement;
    private readonly IActorRef _run;
    private readonly IScheduler _scheduler;
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private readonly long _started;
    private ICancelable? _expiry;
    private object? _result;
    private ActorCell? _awaiting;
    private int _ended;

    // What it waits for: its outcome, and each handler that has it in hand.
    private int _open = 1;

    /// <summary>Begins the job's service: from here on it is in flight.</summary>
    /// <param name="host">The context of the routee that has taken it up.</param>
    /// <param name="run">Who told the job.</param>
    public Answer(GuestJob job, GuestActor actor, Placement placement, IActorContext host, IActorRef run)
    {
        _job = job;
        _actor = actor;
        _placement = placement;
        _run = run;
        Guest = host.Props.Type.Name;
        Path = host.Self.Path / string.Create(CultureInfo.InvariantCulture, $"job-{job.Id}");
        Provider = ((ExtendedActorSystem)host.System).Provider;
        _scheduler = host.System.Scheduler;
        _placement.Pool.JobStarted();
        _started = Stopwatch.GetTimestamp();
    }

    /// <summary>The type of the actor that has been asked.</summary>
    public string Guest { get; }

    public override ActorPath Path { get; }

    public override IActorRefProvider Provider { get; }

    /// <summary>The guest's own message, which it is to be told now; null if it cannot be made, and then the job has failed.</summary>
    public object? TryAsk()
    {
        try
        {
            var question = _actor.Message(_job) ?? throw new InvalidMessageException("Message is null.");
            if (_actor.Timeout != Timeout.InfiniteTimeSpan)
            {
                _expiry = _scheduler.ScheduleTellOnceCancelable(_actor.Timeout, this, new Expired(_actor.Timeout), ActorRefs.NoSender);
            }

            return question;
        }
        catch (Exception error)
        {
            // As with its reply: a guest must not crash of what it knows nothing about.
            Settle(JobResult.Failed(error));
            return null;
        }
    }

    /// <summary>Has it an outcome, unless there is one already.</summary>
    public void Settle(JobResult result)
    {
        if (Interlocked.CompareExchange(ref _result, result, null) is null)
        {
            Release();
            AskForTurn();
        }
    }

    /// <summary>A handler has it in hand, and the job does not end before its <see cref="Release"/>.</summary>
    public void Hold() => Interlocked.Increment(ref _open);

    public void Release()
    {
        if (Interlocked.Decrement(ref _open) == 0)
        {
            End();
        }
    }

    /// <summary>The handler that has it in hand is awaiting something: only a turn after it can know that it is over, so there will be one.</summary>
    public void Await(ActorCell routee)
    {
        Interlocked.Exchange(ref _awaiting, routee);
        AskForTurn();
    }

    protected override void TellInternal(object message, IActorRef sender)
    {
        if (message is Expired expired)
        {
            // An ActorSystem that ends sends at once what was to be sent later.
            Settle(JobResult.Failed(Provider.TerminationTask.IsCompleted
                ? "no reply before its ActorSystem ended"
                : string.Create(CultureInfo.InvariantCulture, $"no reply within {expired.Timeout.TotalSeconds} s")));
            End();
        }
        else
        {
            Settle(Judge(message));
        }
    }

    // Whatever waits in the mailbox is a turn as well, and a full mailbox would have to be waited for.
    private void AskForTurn()
    {
        if (Volatile.Read(ref _result) is not null && Volatile.Read(ref _open) > 0 && Volatile.Read(ref _awaiting) is { HasMessages: false } routee)
        {
            routee.Self.Tell(Turn.Instance);
        }
    }

    private void End()
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0)
        {
            return;
        }

        var timeline = new JobTimeline(_started, Stopwatch.GetTimestamp(), _placement.Number, _thread);
        _placement.Pool.JobFinished();
        _expiry?.Cancel();
        _run.Tell(((JobResult)_result!).OutcomeOf(_job.Id, timeline));
    }

    private JobResult Judge(object reply)
    {
        try
        {
            return _actor.Outcome(_job, reply);
        }
        catch (Exception error)
        {
            // It runs inside the guest's own Tell, and a guest must not crash of what it knows nothing about.
            return JobResult.Failed(error);
        }
    }

    /// <summary>Nothing but a turn of the routee's, for its host alone.</summary>
    public sealed record Turn : INotInfluenceReceiveTimeout
    {
        public static Turn Instance { get; } = new();
    }

    private sealed record Expired(TimeSpan Timeout);
}
