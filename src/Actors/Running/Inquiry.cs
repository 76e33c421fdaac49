using Akka.Actor;

namespace Mul.Actors.Running;

/// <summary>Asks an actor and holds the calling thread until it answers.</summary>
/// <remarks>
/// Akka's Ask resumes its caller on the CLR's thread pool, which a profile may jam: the instrument would then
/// measure its own waiting. This one needs the instrument's dispatcher and the caller's thread, nothing else.
/// </remarks>
internal static class Inquiry
{
    /// <summary>The answer, or null if none came in time, or none will because the system ends.</summary>
    /// <param name="timeout"><see cref="Timeout.InfiniteTimeSpan"/> for as long as it takes.</param>
    public static TReply? Ask<TReply>(ActorSystem system, IActorRef target, object question, string dispatcher, TimeSpan timeout)
        where TReply : class
    {
        var answer = new TaskCompletionSource<TReply?>();
        var props = Props.Create(() => new Listener<TReply>(target, question, answer)).WithDispatcher(dispatcher);
        IActorRef listener;
        try
        {
            listener = system.ActorOf(props);
        }
        catch (InvalidOperationException)
        {
            // So Akka.NET says that it is ending.
            return null;
        }

        try
        {
            // Whoever answers wakes this thread itself: a wait that blocks needs none of the CLR's pool.
            return answer.Task.Wait(timeout) ? answer.Task.Result : null;
        }
        finally
        {
            system.Stop(listener);
        }
    }

    private sealed class Listener<TReply> : ReceiveActor
        where TReply : class
    {
        private readonly IActorRef _target;
        private readonly object _question;
        private readonly TaskCompletionSource<TReply?> _answer;

        public Listener(IActorRef target, object question, TaskCompletionSource<TReply?> answer)
        {
            (_target, _question, _answer) = (target, question, answer);
            Receive<TReply>(answer.TrySetResult);
        }

        protected override void PreStart() => _target.Tell(_question);

        protected override void PostStop() => _answer.TrySetResult(null);
    }
}
