using Akka.Actor;
using Akka.Remote;
using Akka.Remote.Transport;

namespace Mul.Host.Nodes;

/// <summary>Tells a <see cref="RunContact"/> what becomes of the connections to its run.</summary>
internal sealed class ContactWatch : ReceiveActor
{
    public ContactWatch(RunContact contact, Address run, string hint)
    {
        Receive<AssociatedEvent>(there => there.RemoteAddress == run, _ => contact.Connect());
        Receive<DisassociatedEvent>(there => there.RemoteAddress == run, _ => contact.Lose());
        // A run that does not listen yet is no puzzle: that fails before the handshake.
        Receive<AssociationErrorEvent>(
            error => error.RemoteAddress == run && error.Cause.InnerException is (AkkaProtocolException or TimeoutException),
            _ => contact.Puzzle(hint));
        ReceiveAny(_ => { });
    }

    /// <param name="run">The address of the run.</param>
    /// <param name="hint">What to say where somebody listens who is no run.</param>
    public static Props PropsFor(RunContact contact, Address run, string hint) => Props.Create(() => new ContactWatch(contact, run, hint));
}
