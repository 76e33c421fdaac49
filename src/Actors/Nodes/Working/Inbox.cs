using Akka.Actor;
using Mul.Actors.Jobs;

namespace Mul.Actors.Nodes.Working;

/// <summary>Where one workplace answers its node, so that its answers are known from another's.</summary>
internal sealed class Inbox : ReceiveActor
{
    public Inbox() => Receive<JobProtocol.Outcome>(outcome => Context.Parent.Tell(new Answered(Self, outcome)));

    public static Props PropsFor() => Props.Create(() => new Inbox());

    /// <param name="At">Which inbox.</param>
    public sealed record Answered(IActorRef At, JobProtocol.Outcome Outcome);
}
