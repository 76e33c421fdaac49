using System.Runtime.CompilerServices;
using Akka.Actor;

namespace Mul.Actors.Tests.Guests;

// Actors as somebody else writes them: none of them has heard of Mul.

internal sealed record Order(int Table, string Dish);

internal sealed record Served(ulong Digest);

internal sealed record Where
{
    public static Where Instance { get; } = new();
}

/// <summary>Serves soup, and says where it lives.</summary>
internal sealed class Waiter : UntypedActor
{
    protected override void OnReceive(object message) => Sender.Tell(message switch
    {
        Where => $"{Self.Path} under {Context.Parent.Path}",
        Order { Dish: "stone" } order => new Status.Failure(new ArgumentException($"nobody eats {order.Dish}")),
        Order order => new Served((ulong)(order.Table * 100 + order.Dish.Length)),
        _ => throw new InvalidOperationException("no order"),
    });
}

/// <summary>Sets orders aside until a timer says that the kitchen is open.</summary>
internal sealed class Late : ReceiveActor, IWithTimers, IWithUnboundedStash
{
    public Late()
    {
        Receive<Order>(_ => Stash.Stash());
        Receive<Open>(_ =>
        {
            Become(() => Receive<Order>(_ => Sender.Tell(new Served(0))));
            Stash.UnstashAll();
        });
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public IStash Stash { get; set; } = null!;

    protected override void PreStart() => Timers.StartSingleTimer("open", new Open(), TimeSpan.FromMilliseconds(20));

    private sealed record Open;
}

/// <summary>Sets orders aside until a timer says that the kitchen is open, and breaks on the first of them then.</summary>
internal sealed class Nervous : ReceiveActor, IWithTimers, IWithUnboundedStash
{
    public Nervous(StrongBox<bool> hasBroken)
    {
        Receive<Order>(_ => Stash.Stash());
        Receive<Open>(_ =>
        {
            Become(() => Receive<Order>(order => Serve(order, hasBroken)));
            Stash.UnstashAll();
        });
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public IStash Stash { get; set; } = null!;

    protected override void PreStart() => Timers.StartSingleTimer("open", new Open(), TimeSpan.FromMilliseconds(20));

    private void Serve(Order order, StrongBox<bool> hasBroken)
    {
        if (!hasBroken.Value)
        {
            hasBroken.Value = true;
            throw new InvalidOperationException($"broken by {order.Dish}");
        }

        Sender.Tell(new Served(0));
    }

    private sealed record Open;
}

/// <summary>Serves each order when it may, and holds its thread until then.</summary>
internal sealed class Deliberate : ReceiveActor
{
    public Deliberate(SemaphoreSlim mayServe) => Receive<Order>(_ =>
    {
        mayServe.Wait();
        Sender.Tell(new Served(0));
    });
}

/// <summary>Leaves the cooking to a child, which breaks.</summary>
internal sealed class Chef : ReceiveActor
{
    public Chef() => Receive<Order>(order => Context.ActorOf(Props.Create(() => new Fragile(false, Sender))).Forward(order));
}

/// <summary>Replies when a task has ended.</summary>
internal sealed class Patient : ReceiveActor
{
    public Patient(Task until) => ReceiveAsync<Order>(async order =>
    {
        await until;
        Sender.Tell(new Served((ulong)order.Table));
    });
}

/// <summary>Serves, tells a witness, and is not ready for the next order before a task has ended.</summary>
internal sealed class Tidy : ReceiveActor
{
    public Tidy(bool async, IActorRef witness, Task until)
    {
        if (async)
        {
            ReceiveAsync<Order>(async _ =>
            {
                Serve();
                await until;
            });
        }
        else
        {
            Receive<Order>(_ =>
            {
                Serve();
                until.GetAwaiter().GetResult();
            });
        }

        void Serve()
        {
            Sender.Tell(new Served(0));
            witness.Tell("served");
        }
    }
}

/// <summary>Leaves the cooking to somebody else, and is not ready for the next order before a task has ended.</summary>
internal sealed class Idle : ReceiveActor
{
    public Idle(IActorRef cook, Task until) => ReceiveAsync<Order>(async order =>
    {
        cook.Forward(order);
        await until;
    });
}

/// <summary>Serves every other order with its left hand.</summary>
internal sealed class TwoHanded : ReceiveActor
{
    public TwoHanded(bool stacked) => Receive<Order>(_ =>
    {
        Sender.Tell(new Served(1));
        if (stacked)
        {
            BecomeStacked(LeftHanded);
        }
        else
        {
            Become(LeftHanded);
        }
    });

    private void LeftHanded() => Receive<Order>(_ =>
    {
        Sender.Tell(new Served(2));
        UnbecomeStacked();
    });
}

/// <summary>Serves nobody, and leaves in anger.</summary>
internal sealed class Grumpy : ReceiveActor
{
    public Grumpy() => Receive<Where>(_ => { });

    protected override void PostStop() => throw new InvalidOperationException("enough");
}

/// <summary>Breaks on its first order, and does not get up again.</summary>
internal sealed class Frail : ReceiveActor
{
    public Frail() => Receive<Order>(_ => throw new InvalidOperationException("broken"));

    protected override void PostRestart(Exception reason) => throw new InvalidOperationException("still broken");
}

/// <summary>Breaks on stone, and tells a witness the message on which it was restarted.</summary>
internal sealed class Fragile : ReceiveActor
{
    private readonly IActorRef _witness;

    public Fragile(bool async, IActorRef witness)
    {
        _witness = witness;
        if (async)
        {
            ReceiveAsync<Order>(async order =>
            {
                await Task.Yield();
                Serve(order);
            });
        }
        else
        {
            Receive<Order>(Serve);
        }
    }

    protected override void PreRestart(Exception reason, object message)
    {
        _witness.Tell(message);
        base.PreRestart(reason, message);
    }

    private void Serve(Order order)
    {
        if (order.Dish == "stone")
        {
            throw new InvalidOperationException("broken by stone");
        }

        Sender.Tell(new Served(0));
    }
}

/// <summary>Sets soup aside until it has broken on stone once.</summary>
internal sealed class Fussy : ReceiveActor, IWithUnboundedStash
{
    public Fussy(StrongBox<bool> hasBroken) => Receive<Order>(order =>
    {
        if (hasBroken.Value)
        {
            Sender.Tell(new Served(0));
        }
        else if (order.Dish == "soup")
        {
            Stash.Stash();
        }
        else
        {
            hasBroken.Value = true;
            throw new InvalidOperationException("broken by stone");
        }
    });

    public IStash Stash { get; set; } = null!;
}

/// <summary>Passes everything on, and leaves the reply to whoever gets it.</summary>
internal sealed class Secretary : ReceiveActor
{
    public Secretary(params IActorRef[] cooks) => ReceiveAny(order =>
    {
        foreach (var cook in cooks)
        {
            cook.Forward(order);
        }
    });
}

/// <summary>Needs a database that is not there.</summary>
internal sealed class Stillborn : ReceiveActor
{
    public Stillborn(bool inConstructor) => FailIf(inConstructor);

    protected override void PreStart() => FailIf(true);

    private static void FailIf(bool condition)
    {
        if (condition)
        {
            throw new InvalidOperationException("no database");
        }
    }
}
