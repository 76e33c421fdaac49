using Akka.Actor;
using Akka.Event;
using Mul.Actors.Jobs;

namespace Mul.Host.Workloads;

/// <summary>Keeps the first errors that an ActorSystem logs: why its guardian failed, and why a routee could not be started, or not again, of which its supervisor tells nobody.</summary>
/// <remarks>
/// No actor: that one would end with the system before it had read its mail. What has been published is known here, on whatever
/// thread that was; where the profile switches logging off there is nothing.
/// </remarks>
internal sealed class FirstErrors : MinimalActorRef
{
    private IReadOnlyList<string> _pools = [];
    private Exception? _cause;
    private string? _startFault;
    private string? _crash;

    private FirstErrors(ExtendedActorSystem system)
    {
        Provider = system.Provider;
        Path = system.Provider.TempPath();
    }

    public override ActorPath Path { get; }

    public override IActorRefProvider Provider { get; }

    /// <summary>Of the first; null where there was none.</summary>
    public Exception? Cause => Volatile.Read(ref _cause);

    /// <summary>Which of the pools' routees could not be started first, or not again, and why, in one line; null if every one came up so far.</summary>
    public string? StartFault => Volatile.Read(ref _startFault);

    /// <summary>Which of the pools' actors crashed first after it had come up, and of what, in one line; null if none has so far.</summary>
    public string? Crash => Volatile.Read(ref _crash);

    public static FirstErrors Of(ExtendedActorSystem system)
    {
        var errors = new FirstErrors(system);
        system.EventStream.Subscribe(errors, typeof(Error));
        return errors;
    }

    /// <summary>From now on the routees of the pool with this name are looked at.</summary>
    public void Expect(string pool) => Volatile.Write(ref _pools, [.. _pools, pool]);

    protected override void TellInternal(object message, IActorRef sender)
    {
        if (message is not Error { Cause: { } cause } error)
        {
            return;
        }

        Interlocked.CompareExchange(ref _cause, cause, null);
        if (!ActorPath.TryParse(error.LogSource, out var actor) || !IsOfThePools(actor))
        {
            return;
        }

        switch (cause)
        {
            case PostRestartException:
                Keep(ref _startFault, actor, "could not be restarted", cause);
                break;
            // What an actor throws on its way out does not keep the next one from coming.
            case ActorInitializationException and not PreRestartException:
                Keep(ref _startFault, actor, "could not be started", cause);
                break;
            default:
                Keep(ref _crash, actor, "crashed", cause);
                break;
        }
    }

    private static void Keep(ref string? first, ActorPath actor, string what, Exception cause)
    {
        if (Volatile.Read(ref first) is null)
        {
            Interlocked.CompareExchange(ref first, $"/{string.Join('/', actor.Elements)} {what}: {JobResult.Failed(RootCause.Of(cause)).Failure}", null);
        }
    }

    // A routee may live with what its own children do not survive.
    private bool IsOfThePools(ActorPath actor) => actor.Elements is ["user", var pool, ..] and { Count: <= 3 } && Volatile.Read(ref _pools).Contains(pool);
}
