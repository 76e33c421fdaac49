using Akka.Actor;

namespace Orders.Theirs;

/// <summary>Delivers at once, but may be told to have a mishap.</summary>
public sealed class Courier : ReceiveActor
{
    private const string BentFrame = "a bent frame";

    private bool _crashed;

    public Courier() => Receive<Deliver>(order =>
    {
        switch (order.Mishap)
        {
            case "crash":
                _crashed = true;
                throw new InvalidOperationException("a flat tyre");
            case "restart":
                throw new InvalidOperationException(BentFrame);
            case "stop":
                Context.Stop(Self);
                break;
            case "leave":
                Context.Stop(Self);
                return;
            case "end":
                Context.System.Terminate();
                return;
        }

        Sender.Tell(new Delivered(order.Order));
    });

    protected override void PostRestart(Exception reason)
    {
        if (reason.Message == BentFrame)
        {
            throw new InvalidOperationException("no other bicycle");
        }
    }

    protected override void PostStop()
    {
        if (_crashed)
        {
            throw new InvalidOperationException("the bicycle cannot be put away");
        }
    }
}

/// <summary>Has orders delivered, one at a time, by a courier of its own, whom its code gives a dispatcher.</summary>
public sealed class Dispatch : ReceiveActor
{
    private readonly IActorRef _courier = Context.ActorOf(Props.Create<Courier>().WithDispatcher("couriers-own"), "courier");

    public Dispatch() => ReceiveAsync<Deliver>(async order => Sender.Tell(await _courier.Ask<Delivered>(order)));
}

/// <param name="Mishap">crash, restart (of which nothing comes), stop, leave (without an answer), end (of the whole system, without an answer); anything else is none.</param>
public sealed record Deliver(int Order, string Mishap);

public sealed record Delivered(int Order);
