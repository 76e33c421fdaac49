using Akka.Actor;
using Akka.Routing;
using Akka.TestKit.Xunit2;
using Mul.Actors.Jobs;

namespace Mul.Actors.Tests.Jobs;

public sealed class DispatcherIdentitySpecs() : TestKit(Hocon + Patience.Hocon)
{
    private const string Hocon =
        """
        fork-join { type = ForkJoinDispatcher, throughput = 7, dedicated-thread-pool.thread-count = 1 }
        fork-join-by-executor { executor = fork-join-executor, dedicated-thread-pool.thread-count = 1 }
        task { type = TaskDispatcher, throughput = 3 }
        task-by-executor { executor = task-executor }
        pinned { type = PinnedDispatcher, throughput = 5 }
        channel { executor = channel-executor, channel-executor.priority = normal }
        alias = fork-join
        akka.actor.deployment {
          /plain { router = round-robin-pool, nr-of-instances = 2 }
          /fork-join { router = round-robin-pool, nr-of-instances = 2, pool-dispatcher = fork-join }
          /fork-join-by-executor { router = round-robin-pool, nr-of-instances = 2, pool-dispatcher = fork-join-by-executor }
          /task { router = round-robin-pool, nr-of-instances = 2, pool-dispatcher = task }
          /task-by-executor { router = round-robin-pool, nr-of-instances = 2, pool-dispatcher = task-by-executor }
          /pinned { router = round-robin-pool, nr-of-instances = 2, pool-dispatcher = pinned }
          /channel { router = round-robin-pool, nr-of-instances = 2 }
          "/channel/*" { dispatcher = channel }
          /ignored { router = round-robin-pool, nr-of-instances = 2, dispatcher = fork-join }
          /inline { router = round-robin-pool, nr-of-instances = 2, pool-dispatcher { type = PinnedDispatcher, throughput = 9 } }
          /by-alias { router = round-robin-pool, nr-of-instances = 2, pool-dispatcher = alias }
        }

        """;

    // One row per way to give a pool its threads. The last four are what Akka.NET 1.5.74 makes of less obvious profiles.
    [Theory]
    [InlineData("plain", "akka.actor.default-dispatcher", "Dispatcher", "thread-pool-executor", 30)]
    [InlineData("fork-join", "fork-join", "ForkJoinDispatcher", "fork-join-executor", 7)]
    [InlineData("fork-join-by-executor", "fork-join-by-executor", "ForkJoinDispatcher", "fork-join-executor", 30)]
    [InlineData("task", "task", "TaskDispatcher", "task-executor", 3)]
    [InlineData("task-by-executor", "task-by-executor", "TaskDispatcher", "task-executor", 30)]
    [InlineData("pinned", "pinned", "PinnedDispatcher", "fork-join-executor", 5)]
    [InlineData("channel", "channel", "Dispatcher", "channel-executor", 30)]
    [InlineData("ignored", "akka.actor.default-dispatcher", "Dispatcher", "thread-pool-executor", 30)]
    [InlineData("inline", "akka.actor.deployment./inline.pool-dispatcher", "PinnedDispatcher", "fork-join-executor", 9)]
    [InlineData("by-alias", "fork-join", "ForkJoinDispatcher", "fork-join-executor", 7)]
    public async Task A_routee_sees_the_dispatcher_that_really_runs_it(string name, string id, string type, string executor, int throughput)
    {
        var pool = Sys.ActorOf(ScriptedRoutee.PropsFor(ActorRefs.Nobody).WithRouter(FromConfig.Instance), name);
        var gauge = PoolGauges.Of(Sys).For(pool.Path);
        for (var job = 0; job < 2; job++)
        {
            pool.Tell(new Work(job, () => JobResult.Completed(0)));
            await ExpectMsgAsync<JobProtocol.Completed>();
        }

        Assert.Equal(2, gauge.Routees.Count);
        Assert.All(gauge.Routees, routee => Assert.Equal(new DispatcherIdentity(id, type, executor, throughput), routee.Dispatcher));
    }

    [Theory]
    [InlineData("Dispatcher", "fork-join-executor", "ForkJoinDispatcher")]
    [InlineData("ForkJoinDispatcher", "fork-join-executor", "ForkJoinDispatcher")]
    [InlineData("Dispatcher", "task-executor", "TaskDispatcher")]
    [InlineData("Dispatcher", "thread-pool-executor", "Dispatcher")]
    [InlineData("Dispatcher", "channel-executor", "Dispatcher")]
    [InlineData("PinnedDispatcher", "fork-join-executor", "PinnedDispatcher")]
    public void One_dispatcher_has_one_name_whichever_way_it_is_written(string type, string executor, string name) =>
        Assert.Equal(name, DispatcherIdentity.NameOf(type, executor));
}
