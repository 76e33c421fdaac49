using Akka.Actor;

namespace Mul.Benchmarks.Dispatching;

/// <summary>Answers each job with one new message, after holding its thread for as long as the job says.</summary>
internal sealed class Routee : ReceiveActor
{
    public Routee()
    {
        Receive<Job>(job =>
        {
            if (job.Holds > TimeSpan.Zero)
            {
                // A thread that waits for its own end waits as long as it is told to.
                Thread.CurrentThread.Join(job.Holds);
            }

            Sender.Tell(new Done(job.Id));
        });
    }

    /// <param name="Holds">How long the routee's thread is held; zero is an empty job.</param>
    public sealed record Job(int Id, TimeSpan Holds);

    public sealed record Done(int Id);
}
