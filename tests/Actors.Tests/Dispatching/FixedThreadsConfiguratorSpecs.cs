using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using Akka.Routing;
using Akka.TestKit.Xunit2;
using Mul.Actors.Dispatching;
using Mul.Actors.Jobs;

namespace Mul.Actors.Tests.Dispatching;

public sealed class FixedThreadsConfiguratorSpecs() : TestKit("""
    io {
      type = Dispatcher
      executor = "Mul.Actors.Dispatching.FixedThreadsConfigurator, Mul.Actors"
      throughput = 1
      fixed-threads { thread-count = 16, thread-priority = belownormal }
    }
    short-lived {
      type = Dispatcher
      executor = "Mul.Actors.Dispatching.FixedThreadsConfigurator, Mul.Actors"
      shutdown-timeout = 10ms
    }
    akka.actor.deployment./pool { router = round-robin-pool, nr-of-instances = 64, pool-dispatcher = ${io} }
    """)
{
    [Fact]
    public void A_pool_of_64_routees_has_16_blocking_jobs_at_once()
    {
        using var inside = new CountdownEvent(16);
        var pool = Sys.ActorOf(Props.Create(() => new Meeting(inside)).WithRouter(FromConfig.Instance), "pool");

        for (var job = 0; job < 16; job++)
        {
            pool.Tell("meet", TestActor);
        }

        inside.AwaitAll();
        var threads = ReceiveN(16, Rig.Patience).Cast<Thread>().ToList();
        Assert.Equal(16, threads.Distinct().Count());
        Assert.All(threads, thread => Assert.Equal(ThreadPriority.BelowNormal, thread.Priority));
    }

    [Fact]
    public void The_dispatcher_says_which_executor_it_has()
    {
        var actor = Sys.ActorOf(Props.Create<Teller>().WithDispatcher("io"));

        actor.Tell("identity");

        Assert.Equal(new DispatcherIdentity("io", "Dispatcher", "FixedThreads", 1), ExpectMsg<DispatcherIdentity>(Rig.Patience));
    }

    [Fact]
    public void The_threads_end_with_their_last_actor_and_new_ones_come_with_the_next()
    {
        var first = ThreadOf("short-lived");
        Assert.StartsWith("short-lived_", first.Name, StringComparison.Ordinal);
        Assert.True(first.Join(Rig.Patience));

        var second = ThreadOf("short-lived");

        Assert.NotSame(first, second);
    }

    [Fact]
    public async Task The_threads_end_with_the_system()
    {
        var actor = Sys.ActorOf(Props.Create<Teller>().WithDispatcher("io"));
        actor.Tell("thread");
        var thread = ExpectMsg<Thread>(Rig.Patience);

        await Sys.Terminate();

        Assert.True(thread.Join(Rig.Patience));
    }

    [Fact]
    public void A_crashing_runnable_is_published_as_an_error()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(Error));

        Sys.Dispatchers.Lookup("io").Schedule(() => throw new InvalidOperationException("no such thing"));

        var error = ExpectMsg<Error>(Rig.Patience);
        Assert.Equal("io", error.LogSource);
        Assert.Equal("A runnable crashed: no such thing", error.Message.ToString());
        Assert.IsType<InvalidOperationException>(error.Cause);
    }

    [Fact]
    public void Asynchronous_handlers_come_back_to_its_threads()
    {
        var actor = Sys.ActorOf(Props.Create<Teller>().WithDispatcher("io"));

        actor.Tell(0);

        Assert.StartsWith("io_", ExpectMsg<string>(Rig.Patience), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("thread-count = 0", "fixed-threads.thread-count is 0. Allowed: a whole number from 1 to 10000.")]
    [InlineData("thread-count = -4", "fixed-threads.thread-count is -4. Allowed: a whole number from 1 to 10000.")]
    [InlineData("thread-count = 10001", "fixed-threads.thread-count is 10001. Allowed: a whole number from 1 to 10000.")]
    [InlineData("thread-count = many", "fixed-threads.thread-count is many. Allowed: a whole number from 1 to 10000.")]
    [InlineData("thread-count = 2.5", "fixed-threads.thread-count is 2.5. Allowed: a whole number from 1 to 10000.")]
    [InlineData("thread-count = \"\"", "fixed-threads.thread-count is empty. Allowed: a whole number from 1 to 10000.")]
    [InlineData("thread-count = null", "fixed-threads.thread-count is no single value. Allowed: a whole number from 1 to 10000.")]
    [InlineData("thread-count = [2]", "fixed-threads.thread-count is no single value. Allowed: a whole number from 1 to 10000.")]
    [InlineData("thread-priority { all = normal }", "fixed-threads.thread-priority is no single value. Allowed: Lowest, BelowNormal, Normal, AboveNormal, Highest.")]
    [InlineData("thread-priority = urgent", "fixed-threads.thread-priority is urgent. Allowed: Lowest, BelowNormal, Normal, AboveNormal, Highest.")]
    [InlineData("thread-priority = 3", "fixed-threads.thread-priority is 3. Allowed: Lowest, BelowNormal, Normal, AboveNormal, Highest.")]
    [InlineData("thread-counts = 4", "fixed-threads.thread-counts is not a key. Allowed: thread-count, thread-priority and spin-count.")]
    [InlineData("spin-count = -1", "fixed-threads.spin-count is -1. Allowed: a whole number from 0 to 10000.")]
    [InlineData("spin-count = 10001", "fixed-threads.spin-count is 10001. Allowed: a whole number from 0 to 10000.")]
    public void What_it_cannot_do_is_refused_in_one_line(string setting, string message)
    {
        var refused = Assert.Throws<ConfigurationException>(() => Read($"id = d, fixed-threads {{ {setting} }}"));

        Assert.Equal($"Dispatcher 'd': {message}", refused.Message);
    }

    [Theory]
    [InlineData("16", "is 16")]
    [InlineData("\"\"", "is empty")]
    [InlineData("null", "is no single value")]
    [InlineData("[16]", "is no single value")]
    public void Anything_else_in_the_place_of_the_block_is_refused(string value, string problem)
    {
        var refused = Assert.Throws<ConfigurationException>(() => Read($"id = d, fixed-threads = {value}"));

        Assert.Equal($"Dispatcher 'd': fixed-threads {problem}. Allowed: a block with thread-count, thread-priority and spin-count.", refused.Message);
    }

    [Fact]
    public void A_refusal_is_the_base_exception_of_the_lookup()
    {
        Sys.Settings.InjectTopLevelFallback(ConfigurationFactory.ParseString("""
            bad { type = Dispatcher, executor = "Mul.Actors.Dispatching.FixedThreadsConfigurator, Mul.Actors", fixed-threads.thread-count = 0 }
            """));

        var thrown = Assert.ThrowsAny<Exception>(() => Sys.Dispatchers.Lookup("bad"));

        Assert.IsType<ConfigurationException>(thrown.GetBaseException());
    }

    [Theory]
    [InlineData("id = d", 4, ThreadPriority.Normal, 50)]
    [InlineData("fixed-threads {}", 4, ThreadPriority.Normal, 50)]
    [InlineData("fixed-threads.thread-count = 1", 1, ThreadPriority.Normal, 50)]
    [InlineData("fixed-threads.spin-count = 0", 4, ThreadPriority.Normal, 0)]
    [InlineData("fixed-threads { thread-count = 64, thread-priority = ABOVENORMAL }", 64, ThreadPriority.AboveNormal, 50)]
    public void What_is_not_set_has_its_default(string section, int threads, ThreadPriority priority, int spins)
    {
        Assert.Equal(new FixedThreadsSettings(threads, priority, spins), Read(section));
    }

    private static FixedThreadsSettings Read(string section) =>
        FixedThreadsSettings.Read(ConfigurationFactory.ParseString(section));

    private Thread ThreadOf(string dispatcher)
    {
        var actor = Sys.ActorOf(Props.Create<Teller>().WithDispatcher(dispatcher));
        actor.Tell("thread");
        var thread = ExpectMsg<Thread>(Rig.Patience);
        Sys.Stop(actor);
        return thread;
    }

    private sealed class Meeting : ReceiveActor
    {
        public Meeting(CountdownEvent inside)
        {
            ReceiveAny(_ =>
            {
                inside.Meet();
                Sender.Tell(Thread.CurrentThread);
            });
        }
    }

    private sealed class Teller : ReceiveActor
    {
        public Teller()
        {
            Receive<string>(what => what == "thread", _ => Sender.Tell(Thread.CurrentThread));
            Receive<string>(what => what == "identity", _ => Sender.Tell(DispatcherIdentity.Of(Context)));
            ReceiveAsync<int>(async _ =>
            {
                await Task.Yield();
                Sender.Tell(Thread.CurrentThread.Name);
            });
        }
    }
}
