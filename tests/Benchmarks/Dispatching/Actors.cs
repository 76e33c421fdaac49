using System.Diagnostics;
using Akka.Actor;

namespace Mul.Benchmarks.Dispatching;

/// <summary>Answers each job with one new message, after holding its thread for as long as the job says.</summary>
internal sealed class Routee : ReceiveActor
{
    // A wait that nothing ends is the shortest way to hold a thread for a while.
    private readonly ManualResetEvent _never = new(false);

    public Routee()
    {
        Receive<Nothing>(job => Sender.Tell(new Done(job.Id)));
        Receive<Work>(job =>
        {
            var until = Stopwatch.GetTimestamp() + (long)(job.Time.TotalSeconds * Stopwatch.Frequency);
            while (Stopwatch.GetTimestamp() < until)
            {
            }

            Sender.Tell(new Done(0));
        });
        Receive<Hold>(job =>
        {
            if (job.Time > TimeSpan.Zero)
            {
                _never.WaitOne(job.Time);
            }

            Sender.Tell(new Done(0));
        });
    }

    protected override void PostStop() => _never.Dispose();

    public sealed record Nothing(int Id);

    public sealed record Work(TimeSpan Time);

    public sealed record Hold(TimeSpan Time);

    public sealed record Done(int Id);
}

/// <summary>Tells a pool its jobs, a window at a time, and counts the replies.</summary>
internal sealed class Teller : ReceiveActor
{
    private readonly IActorRef _pool;
    private readonly int _jobs;
    private int _told;
    private int _finished;

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
            _pool.Tell(new Routee.Nothing(_told), Self);
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

/// <summary>Hands a ball back until it has bounced often enough.</summary>
internal sealed class Player : ReceiveActor
{
    public Player(StrongBox pairsLeft, TaskCompletionSource done)
    {
        Receive<Ball>(ball =>
        {
            if (ball.Bounces > 0)
            {
                Sender.Tell(new Ball(ball.Bounces - 1));
            }
            else if (pairsLeft.Decrement() == 0)
            {
                done.SetResult();
            }
        });
    }

    public sealed record Ball(int Bounces);
}

/// <summary>How many pairs still play.</summary>
internal sealed class StrongBox(int value)
{
    private int _value = value;

    public int Decrement() => Interlocked.Decrement(ref _value);
}
