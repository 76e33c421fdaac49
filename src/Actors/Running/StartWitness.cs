using Akka.Actor;
using Akka.Event;
using Mul.Actors.Jobs;

namespace Mul.Actors.Running;

/// <summary>Remembers why the first of the pools' routees could not be started: its supervisor stops it, and tells nobody but the event stream.</summary>
public sealed class StartWitness : ReceiveActor
{
    private string? _fault;

    public StartWitness()
    {
        Receive<Error>(error => _fault ??= error.Cause is ActorInitializationException cause ? FaultOf(error.LogSource, cause) : null);
        Receive<Ask>(_ => Sender.Tell(new Seen(_fault)));
    }

    public static Props PropsFor() => Props.Create(() => new StartWitness());

    /// <summary>Lets the witness see whatever is started from now on, however late it comes up itself.</summary>
    public static void Show(ActorSystem system, IActorRef witness) => system.EventStream.Subscribe(witness, typeof(Error));

    private static string FaultOf(string routee, Exception cause)
    {
        var path = ActorPath.TryParse(routee, out var parsed) ? "/" + string.Join('/', parsed.Elements) : routee;
        return $"{path} could not be started: {JobResult.Failed(RootCause.Of(cause)).Failure}";
    }

    /// <summary>Answered with <see cref="Seen"/>.</summary>
    public sealed record Ask
    {
        public static Ask Instance { get; } = new();
    }

    /// <param name="Fault">One line; null if every routee came up so far.</param>
    public sealed record Seen(string? Fault);
}
