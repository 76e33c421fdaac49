using Akka.Actor;
using Akka.Event;
using Mul.Actors.Jobs;

namespace Mul.Actors.Running;

/// <summary>Remembers why the first of the pools' routees could not be started: its supervisor stops it, and tells nobody but the event stream.</summary>
public sealed class StartWitness : ReceiveActor
{
    private readonly IReadOnlyCollection<string> _pools;
    private string? _fault;

    /// <param name="pools">Their names.</param>
    public StartWitness(IReadOnlyCollection<string> pools)
    {
        _pools = pools;
        Receive<Error>(error => _fault ??= error.Cause is ActorInitializationException cause ? FaultOf(error.LogSource, cause) : null);
        Receive<Ask>(_ => Sender.Tell(new Seen(_fault)));
    }

    /// <param name="pools">Their names.</param>
    public static Props PropsFor(IReadOnlyCollection<string> pools) => Props.Create(() => new StartWitness(pools));

    /// <summary>Lets the witness see whatever is started from now on, however late it comes up itself.</summary>
    public static void Show(ActorSystem system, IActorRef witness) => system.EventStream.Subscribe(witness, typeof(Error));

    private string? FaultOf(string actor, Exception cause) =>
        ActorPath.TryParse(actor, out var path) && IsOfThePools(path)
            ? $"/{string.Join('/', path.Elements)} could not be started: {JobResult.Failed(RootCause.Of(cause)).Failure}"
            : null;

    // A routee may live with what its own children do not survive.
    private bool IsOfThePools(ActorPath path) => path.Elements is ["user", var pool, ..] and { Count: <= 3 } && _pools.Contains(pool);

    /// <summary>Answered with <see cref="Seen"/>.</summary>
    public sealed record Ask
    {
        public static Ask Instance { get; } = new();
    }

    /// <param name="Fault">One line; null if every routee came up so far.</param>
    public sealed record Seen(string? Fault);
}
