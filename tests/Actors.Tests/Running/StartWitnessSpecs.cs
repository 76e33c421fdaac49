using Akka.Actor;
using Akka.Routing;
using Akka.TestKit.Xunit2;
using Mul.Actors.Running;

namespace Mul.Actors.Tests.Running;

public sealed class StartWitnessSpecs() : TestKit(Patience.Hocon)
{
    [Fact]
    public async Task A_routee_whose_constructor_throws_is_named_with_what_it_threw()
    {
        var witness = Witness();

        Watch(Sys.ActorOf(Props.Create(() => new Stillborn()).WithRouter(new RoundRobinPool(2)), "orders"));
        await ExpectMsgAsync<Terminated>();

        witness.Tell(StartWitness.Ask.Instance);
        Assert.Matches(
            @"^/user/orders/\$[ab] could not be started: InvalidOperationException: no database$",
            (await ExpectMsgAsync<StartWitness.Seen>()).Fault);
    }

    [Fact]
    public async Task Where_every_actor_comes_up_there_is_nothing_to_say_even_if_one_crashes()
    {
        var witness = Witness();
        var fragile = Sys.ActorOf(Props.Create(() => new Guests.Fragile(false, TestActor)));

        fragile.Tell(new Guests.Order(1, "stone"));
        await ExpectMsgAsync<Guests.Order>();

        witness.Tell(StartWitness.Ask.Instance);
        Assert.Null((await ExpectMsgAsync<StartWitness.Seen>()).Fault);
    }

    [Fact]
    public async Task What_a_routee_starts_itself_is_its_own_affair()
    {
        var witness = Witness();
        var orders = Sys.ActorOf(Props.Create(() => new Optimist()).WithRouter(new RoundRobinPool(1)), "orders");

        orders.Tell("try");
        await ExpectMsgAsync("in vain");

        witness.Tell(StartWitness.Ask.Instance);
        Assert.Null((await ExpectMsgAsync<StartWitness.Seen>()).Fault);
    }

    [Fact]
    public async Task An_actor_beside_the_pools_is_not_the_runs_affair()
    {
        var witness = Witness();

        Watch(Sys.ActorOf(Props.Create(() => new Stillborn()), "orders-archive"));
        await ExpectMsgAsync<Terminated>();

        witness.Tell(StartWitness.Ask.Instance);
        Assert.Null((await ExpectMsgAsync<StartWitness.Seen>()).Fault);
    }

    private IActorRef Witness()
    {
        var witness = Sys.ActorOf(StartWitness.PropsFor(["orders"]));
        StartWitness.Show(Sys, witness);
        return witness;
    }

    private sealed class Optimist : ReceiveActor
    {
        public Optimist()
        {
            IActorRef asker = ActorRefs.Nobody;
            ReceiveAny(message =>
            {
                if (message is Terminated)
                {
                    asker.Tell("in vain");
                }
                else
                {
                    asker = Sender;
                    Context.Watch(Context.ActorOf(Props.Create(() => new Stillborn())));
                }
            });
        }
    }

    private sealed class Stillborn : ReceiveActor
    {
        public Stillborn() => throw new InvalidOperationException("no database");
    }
}
