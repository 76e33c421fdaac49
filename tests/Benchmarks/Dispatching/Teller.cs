using Akka.Actor;

namespace Mul.Benchmarks.Dispatching;

/// <summary>Tells a pool empty jobs, a window at a time, and counts the replies.</summary>
internal sealed class Teller : ReceiveActor
{
    private readonly IActorRef _pool;
    private readonly int _jobs;
    private int _told;
    private int _finished;

    /// <param name="window">Jobs in flight; refilled when half of them are done.</param>
    public Teller(IActorRef pool, int jobs, int window, TaskCompletionSource done)
    {
        _pool = pool;
        _jobs = jobs;
        Receive<Start>(_ => TellUpTo(window));
        Receive<Routee.Done>(_ =>
        {
            _finished++;
            if (_finished == jobs)
            {
                done.SetResult();
            }
            else if (_told < jobs && _told - _finished <= window / 2)
            {
                TellUpTo(_finished + window);
            }
        });
    }

    private void TellUpTo(int count)
    {
        for (var last = Math.Min(count, _jobs); _told < last; _told++)
        {
            _pool.Tell(new Routee.Job(_told, TimeSpan.Zero), Self);
        }
    }

    public sealed class Start
    {
        public static Start Instance { get; } = new();
    }
}

/// <summary>Counts replies to jobs that somebody else tells.</summary>
internal sealed class Counter : ReceiveActor
{
    public Counter(int jobs, TaskCompletionSource done)
    {
        var left = jobs;
        Receive<Routee.Done>(_ =>
        {
            if (--left == 0)
            {
                done.SetResult();
            }
        });
    }
}
