using Akka.Actor;

namespace Mul.Benchmarks.Dispatching;

/// <summary>Hands a ball back until it has bounced often enough.</summary>
internal sealed class Player : ReceiveActor
{
    public Player(CountdownEvent pairs)
    {
        Receive<Ball>(ball =>
        {
            if (ball.Bounces > 0)
            {
                Sender.Tell(new Ball(ball.Bounces - 1));
            }
            else
            {
                pairs.Signal();
            }
        });
    }

    public sealed record Ball(int Bounces);
}
