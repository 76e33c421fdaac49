using System.Reflection;
using Akka.Actor;
using Akka.Actor.Internal;
using Mul.Actors.Jobs;

namespace Mul.Actors.Guests;

/// <summary>Runs an actor that knows nothing of Mul in its own place: turns each job into the actor's message, and the reply into the job's outcome.</summary>
/// <remarks>
/// The guest lives in this actor's cell and not in a child's, so it has the dispatcher, the mailbox and the turns that the
/// profile gives to the routee. It may change its behaviour, stash, set timers and await as it does elsewhere.
/// </remarks>
internal sealed class GuestHost : ActorBase, IDisposable
{
    // Protected or internal, and so not to be called from here; a delegate calls what the guest's class has made of them.
    private static readonly Func<ActorBase, Receive, object, bool> AroundReceiveOf =
        Method(typeof(ActorBase), "AroundReceive").CreateDelegate<Func<ActorBase, Receive, object, bool>>();

    private static readonly Func<ActorBase, object, bool> ReceiveOf = Method(typeof(ActorBase), "Receive").CreateDelegate<Func<ActorBase, object, bool>>();

    private static readonly Func<ActorBase, SupervisorStrategy> SupervisorStrategyOf =
        Method(typeof(ActorBase), "SupervisorStrategy").CreateDelegate<Func<ActorBase, SupervisorStrategy>>();

    private static readonly Action<Props, ActorBase> ReleaseTo = Method(typeof(Props), "Release").CreateDelegate<Action<Props, ActorBase>>();

    private readonly Placement _placement = PoolGauges.Of(Context.System).Enter(Context);
    private readonly GuestActor _actor;
    private ActorBase? _guest;
    private string? _failure;
    private Answer? _inHand;
    private object? _crashed;

    public GuestHost(GuestActor actor, Props guest)
    {
        _actor = actor;
        try
        {
            // In its constructor an actor finds the cell that it is to live in, and puts its behaviour there.
            _guest = guest.NewActor();
            if (_guest is IActorStash { Stash: null } stashing)
            {
                stashing.Stash = Context.CreateStash(stashing);
            }

            (_guest as IInitializableActor)?.Init();
        }
        catch (Exception error)
        {
            Refuse(guest.Type, error);
        }
    }

    /// <exception cref="UserException">The actor's props make none.</exception>
    public static Props PropsFor(GuestActor actor, PoolSetup setup) =>
        actor.Props(setup) is { Type: not null } guest ? Around(actor, guest) : throw new UserException("the Props of a workload's actor are null (Props.None is) or have no type. Make them with Props.Create.");

    public override void AroundPreStart()
    {
        UnhandledQuestions.AreHeardIn(Context.System);
        Start(guest => guest.AroundPreStart());
    }

    public override void AroundPostStop()
    {
        LayDown();
        try
        {
            _guest?.AroundPostStop();
            Unstash();
        }
        finally
        {
            _placement.Pool.Leave(_placement);
        }
    }

    public override void AroundPreRestart(Exception cause, object? message)
    {
        // Without a message it is another's crash that restarts this one.
        if (message is not null)
        {
            // An asynchronous handler's crash comes by here alone.
            (Sender as Answer)?.Settle(JobResult.Failed(cause));
        }

        LayDown();

        // The cell has forgotten a message that a synchronous handler crashed on: to the cell it was the job.
        _guest?.AroundPreRestart(cause, (message ?? _crashed)!);
        Unstash();
    }

    public override void AroundPostRestart(Exception cause, object message) => Start(guest => guest.AroundPostRestart(cause, message));

    public void Dispose() => (_guest as IDisposable)?.Dispose();

    protected override SupervisorStrategy SupervisorStrategy() => _guest is null ? base.SupervisorStrategy() : SupervisorStrategyOf(_guest);

    // It lies under the guest's behaviours: what the guest was made with, once it has unbecome everything else.
    protected override bool Receive(object message) => _guest is not null && ReceiveOf(_guest, message);

    protected override bool AroundReceive(Receive receive, object message)
    {
        // While a handler awaits there are no turns, so that of the turn before is over.
        LayDown();
        switch (message)
        {
            case GuestJob job:
                Take(job);
                return true;
            case Answer.Turn:
                return true;
            default:
                return _guest is not null && Pass(_guest, receive, message);
        }
    }

    private bool Pass(ActorBase guest, Receive receive, object message)
    {
        _inHand = Sender as Answer;
        _inHand?.Hold();
        try
        {
            return AroundReceiveOf(guest, receive, message);
        }
        catch (Exception crash)
        {
            _crashed = message;
            _inHand?.Settle(JobResult.Failed(crash));
            throw;
        }
        finally
        {
            // It has a message as long as an asynchronous handler has not ended.
            var cell = (ActorCell)Context;
            if (cell.TaskScheduler.CurrentMessage is null)
            {
                LayDown();
            }
            else
            {
                _inHand?.Await(cell);
            }
        }
    }

    private void Take(GuestJob job)
    {
        var answer = new Answer(job, _actor, _placement, Context, Sender);
        if (_failure is not null)
        {
            answer.Settle(JobResult.Failed(_failure));
        }
        else if (answer.TryAsk() is { } question)
        {
            // A turn within the turn: to the guest its own message came from whoever wants the answer.
            ((ActorCell)Context).Invoke(new Envelope(question, answer));
        }
    }

    private void LayDown()
    {
        _inHand?.Release();
        _inHand = null;
    }

    private static Props Around(GuestActor actor, Props guest)
    {
        var host = Props.CreateBy(new Producer(actor, guest));
        return guest.SupervisorStrategy is { } strategy ? host.WithSupervisorStrategy(strategy) : host;
    }

    // What a guest has put aside is for its next incarnation.
    private void Unstash() => (_guest as IActorStash)?.Stash?.UnstashAll();

    private void Start(Action<ActorBase> hook)
    {
        if (_guest is not { } guest)
        {
            return;
        }

        try
        {
            hook(guest);
        }
        catch (Exception error)
        {
            Refuse(guest.GetType(), error);
        }
    }

    // An actor that cannot be made would be stopped by its router, and its run would wait for all its jobs in vain.
    private void Refuse(Type guest, Exception error)
    {
        _failure = $"{guest.Name} could not be started: {JobResult.Failed(error).Failure}";
        _guest = null;
    }

    private static MethodInfo Method(Type type, string name) =>
        type.GetMethod(name, BindingFlags.Instance | BindingFlags.NonPublic)
        ?? throw new MissingMethodException(type.Name, name);

    // Of the guest's type, since that says which mailbox it requires.
    private sealed class Producer(GuestActor actor, Props guest) : IIndirectActorProducer
    {
        public Type ActorType => guest.Type;

        public ActorBase Produce() => new GuestHost(actor, guest);

        public void Release(ActorBase actor)
        {
            if (((GuestHost)actor)._guest is { } released)
            {
                ReleaseTo(guest, released);
            }
        }
    }
}
