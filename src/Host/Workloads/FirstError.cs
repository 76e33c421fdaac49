using Akka.Actor;
using Akka.Event;

namespace Mul.Host.Workloads;

/// <summary>Keeps the cause of the first error that an ActorSystem logs, which is why its guardian failed.</summary>
/// <remarks>No actor: that one would end with the system before it had read its mail.</remarks>
internal sealed class FirstError : MinimalActorRef
{
    private Exception? _cause;

    private FirstError(ExtendedActorSystem system)
    {
        Provider = system.Provider;
        Path = system.Provider.TempPath();
    }

    public override ActorPath Path { get; }

    public override IActorRefProvider Provider { get; }

    /// <summary>Null where there was none, and where the profile switches logging off.</summary>
    public Exception? Cause => Volatile.Read(ref _cause);

    public static FirstError Of(ExtendedActorSystem system)
    {
        var error = new FirstError(system);
        system.EventStream.Subscribe(error, typeof(Error));
        return error;
    }

    protected override void TellInternal(object message, IActorRef sender) => Interlocked.CompareExchange(ref _cause, (message as Error)?.Cause, null);
}
