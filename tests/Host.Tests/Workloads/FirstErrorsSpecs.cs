using Akka.Actor;
using Akka.Routing;
using Akka.TestKit.Xunit2;
using Mul.Host.Workloads;

namespace Mul.Host.Tests.Workloads;

public sealed class FirstErrorsSpecs : TestKit
{
    private readonly FirstErrors _errors;

    public FirstErrorsSpecs()
    {
        _errors = FirstErrors.Of((ExtendedActorSystem)Sys);
        _errors.Expect("orders");
    }

    [Fact]
    public async Task A_routee_whose_constructor_throws_is_named_with_what_it_threw()
    {
        Watch(Sys.ActorOf(Props.Create(() => new Stillborn()).WithRouter(new RoundRobinPool(2)), "orders"));
        await ExpectMsgAsync<Terminated>();

        Assert.Matches(@"^/user/orders/\$[ab] could not be started: InvalidOperationException: no database$", _errors.StartFault);
        Assert.IsType<ActorInitializationException>(_errors.Cause);
    }

    [Fact]
    public async Task Where_every_actor_comes_up_there_is_no_start_fault_even_if_one_crashes()
    {
        var fragile = Sys.ActorOf(Props.Create(() => new Fragile(TestActor)), "orders");

        fragile.Tell("stone");
        await ExpectMsgAsync("crashed");
        fragile.Tell("feather");
        await ExpectMsgAsync("fine");

        Assert.Null(_errors.StartFault);
        Assert.Equal("/user/orders crashed: InvalidOperationException: a stone", _errors.Crash);
        Assert.Equal("a stone", _errors.Cause?.Message);
    }

    [Fact]
    public async Task What_an_actor_throws_on_its_way_out_of_a_restart_is_no_start_fault()
    {
        var careless = Sys.ActorOf(Props.Create(() => new Careless(TestActor)), "orders");

        careless.Tell("stone");
        careless.Tell("feather");
        await ExpectMsgAsync("fine");

        Assert.Null(_errors.StartFault);
        Assert.Equal("/user/orders crashed: InvalidOperationException: a stone", _errors.Crash);
    }

    [Fact]
    public async Task A_routee_that_does_not_come_up_again_is_named_with_what_it_threw()
    {
        var tired = Sys.ActorOf(Props.Create(() => new Tired()), "orders");
        Watch(tired);

        tired.Tell("stone");
        await ExpectTerminatedAsync(tired);

        Assert.Equal("/user/orders could not be restarted: InvalidOperationException: not again", _errors.StartFault);
    }

    [Fact]
    public async Task What_a_routee_starts_itself_is_its_own_affair()
    {
        var orders = Sys.ActorOf(Props.Create(() => new Optimist()).WithRouter(new RoundRobinPool(1)), "orders");

        orders.Tell("try");
        await ExpectMsgAsync("in vain");

        Assert.Null(_errors.StartFault);
        Assert.Null(_errors.Crash);
    }

    [Fact]
    public async Task An_actor_beside_the_pools_is_not_the_runs_affair()
    {
        Watch(Sys.ActorOf(Props.Create(() => new Stillborn()), "orders-archive"));
        await ExpectMsgAsync<Terminated>();

        Assert.Null(_errors.StartFault);
    }

    private sealed class Fragile : ReceiveActor
    {
        private readonly IActorRef _observer;

        public Fragile(IActorRef observer)
        {
            _observer = observer;
            Receive<string>(text => text == "stone", _ => throw new InvalidOperationException("a stone"));
            ReceiveAny(_ => observer.Tell("fine"));
        }

        protected override void PreRestart(Exception reason, object message) => _observer.Tell("crashed");
    }

    private sealed class Careless : ReceiveActor
    {
        public Careless(IActorRef observer)
        {
            Receive<string>(text => text == "stone", _ => throw new InvalidOperationException("a stone"));
            ReceiveAny(_ => observer.Tell("fine"));
        }

        protected override void PostStop() => throw new InvalidOperationException("no way out");
    }

    private sealed class Tired : ReceiveActor
    {
        public Tired() => ReceiveAny(_ => throw new InvalidOperationException("a stone"));

        protected override void PostRestart(Exception reason) => throw new InvalidOperationException("not again");
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
