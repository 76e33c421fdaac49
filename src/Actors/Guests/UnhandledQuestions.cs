using Akka.Actor;
using Akka.Event;
using Mul.Actors.Jobs;

namespace Mul.Actors.Guests;

/// <summary>Fails a job at once if its guest has no handler for the message: the guest keeps that to itself, but the event stream hears of it.</summary>
/// <remarks>Not an actor: what waited in a mailbox would count as the job's time.</remarks>
internal sealed class UnhandledQuestions : MinimalActorRef, IExtension
{
    private UnhandledQuestions(ExtendedActorSystem system)
    {
        Provider = system.Provider;
        Path = system.Provider.RootPath / "mul-unhandled-questions";
        system.EventStream.Subscribe(this, typeof(UnhandledMessage));
    }

    public override ActorPath Path { get; }

    public override IActorRefProvider Provider { get; }

    /// <summary>From now on; to be called before the first job.</summary>
    public static void AreHeardIn(ActorSystem system) => system.WithExtension<UnhandledQuestions, ExtensionOfSystem>();

    protected override void TellInternal(object message, IActorRef sender)
    {
        // Another actor that was let know of it need not be the one that replies.
        if (message is UnhandledMessage { Sender: Answer answer } unhandled && unhandled.Recipient.Path == answer.Path.Parent)
        {
            answer.Settle(JobResult.Failed($"{answer.Guest} has no handler for {unhandled.Message.GetType().Name}"));
        }
    }

    private sealed class ExtensionOfSystem : ExtensionIdProvider<UnhandledQuestions>
    {
        public override UnhandledQuestions CreateExtension(ExtendedActorSystem system) => new(system);
    }
}
