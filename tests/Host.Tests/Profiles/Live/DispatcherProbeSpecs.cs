using Akka.Dispatch;
using Mul.Actors.Dispatching;
using Mul.Host.Profiles.Hocon;

namespace Mul.Host.Tests.Profiles.Live;

/// <summary>Which settings of a dispatcher Akka.NET 1.5.74 reads. When one of these fails, a trap is mended.</summary>
public sealed class DispatcherProbeSpecs
{
    [Theory]
    [InlineData("d { }", "Dispatcher", "thread-pool-executor", true)]
    [InlineData("d { executor = thread-pool-executor, thread-pool-executor { thread-count = 2, fixed-pool-size = 2 } }", "Dispatcher", "thread-pool-executor", true)]
    [InlineData("d { type = Dispatcher, dedicated-thread-pool.thread-count = 2 }", "Dispatcher", "thread-pool-executor", true)]
    [InlineData("d { fork-join-executor { parallelism-min = 2, parallelism-max = 2 } }", "Dispatcher", "thread-pool-executor", true)]
    [InlineData("d { type = TaskDispatcher, executor = fork-join-executor }", "TaskDispatcher", "task-executor", true)]
    [InlineData("d { type = ForkJoinDispatcher, executor = channel-executor }", "ForkJoinDispatcher", "fork-join-executor", false)]
    [InlineData("d { executor = fork-join-executor, dedicated-thread-pool.thread-count = 2 }", "ForkJoinDispatcher", "fork-join-executor", false)]
    [InlineData("d { type = PinnedDispatcher, executor = channel-executor, dedicated-thread-pool.thread-count = 3 }", "PinnedDispatcher", "fork-join-executor", false)]
    [InlineData("akka.actor.default-dispatcher { type = ForkJoinDispatcher, dedicated-thread-pool.thread-count = 1 }\nd { throughput = 5 }", "ForkJoinDispatcher", "fork-join-executor", false)]
    [InlineData("e = d\nd { type = PinnedDispatcher }", "PinnedDispatcher", "fork-join-executor", false)]
    [InlineData("d { type = \"Akka.Dispatch.PinnedDispatcherConfigurator, Akka\" }", "PinnedDispatcher", "fork-join-executor", false)]
    [InlineData("d { type = \"Akka.Dispatch.DispatcherConfigurator, Akka\", executor = fork-join-executor, dedicated-thread-pool.thread-count = 2 }", "ForkJoinDispatcher", "fork-join-executor", false)]
    [InlineData("d { executor = \"Akka.Dispatch.ForkJoinExecutorServiceFactory, Akka\", dedicated-thread-pool.thread-count = 2 }", "ForkJoinDispatcher", "fork-join-executor", false)]
    [InlineData("d { executor = \"Akka.Dispatch.DefaultTaskSchedulerExecutorConfigurator, Akka\" }", "TaskDispatcher", "task-executor", true)]
    public async Task A_dispatcher_is_seen_from_inside_as_it_is_planned(string section, string type, string executor, bool onThreadPool)
    {
        var profile = section + "\nakka.actor.deployment./crunchers { router = round-robin-pool, nr-of-instances = 2, pool-dispatcher = d }";
        await using var live = LiveSystem.Start(profile);

        var seen = (await live.SeeAsync(2))[0];

        Assert.Equal("d", seen.Dispatcher.Id);
        Assert.Equal(type, seen.Dispatcher.Type);
        Assert.Equal(executor, seen.Dispatcher.Executor);
        Assert.Equal(onThreadPool, seen.OnThreadPool);
        Assert.True(Plans.Of(profile).Given.IsSeenAs(seen.Dispatcher));
    }

    // One thread by the leaked size would be one name; the section itself asks for no size at all.
    [Fact]
    public async Task A_size_in_the_default_dispatcher_leaks_into_the_others()
    {
        const string profile = """
            akka.actor.default-dispatcher.dedicated-thread-pool.thread-count = 1
            d { type = ForkJoinDispatcher }
            akka.actor.deployment./crunchers { router = round-robin-pool, nr-of-instances = 4, pool-dispatcher = d }
            """;
        await using var live = LiveSystem.Start(profile);

        var threads = (await live.SeeAsync(40)).Select(seen => seen.Thread).Distinct();

        Assert.Equal(["d_1"], threads);
        Assert.Equal(1, Plans.Of(profile).Given.Threads);
    }

    [Fact]
    public async Task A_dedicated_pool_wins_over_fork_join_sizes()
    {
        const string profile = """
            d { type = ForkJoinDispatcher, dedicated-thread-pool.thread-count = 1, fork-join-executor { parallelism-min = 8, parallelism-max = 8 } }
            akka.actor.deployment./crunchers { router = round-robin-pool, nr-of-instances = 8, pool-dispatcher = d }
            """;
        await using var live = LiveSystem.Start(profile);

        Assert.Equal(["d_1"], (await live.SeeAsync(40)).Select(seen => seen.Thread).Distinct());
        Assert.Equal(1, Plans.Of(profile).Given.Threads);
    }

    [Fact]
    public async Task Every_routee_of_a_pinned_pool_has_a_thread_of_the_same_name()
    {
        await using var live = LiveSystem.Start("akka.actor.deployment./crunchers { router = round-robin-pool, nr-of-instances = 3, pool-dispatcher { type = PinnedDispatcher } }");

        var seen = await live.SeeAsync(6);

        Assert.All(seen, one => Assert.Equal("akka.actor.deployment./crunchers.pool-dispatcher_1", one.Thread));
        Assert.Equal(3, seen.Select(one => one.Routee).Distinct().Count());
    }

    [Fact]
    public async Task The_instruments_dispatcher_takes_nothing_from_a_profile()
    {
        await using var live = LiveSystem.Start("""
            akka.actor.default-dispatcher {
              throughput = 7, throughput-deadline-time = 5s, shutdown-timeout = 9s
              type = ForkJoinDispatcher, dedicated-thread-pool.thread-count = 5
              fixed-threads { thread-count = 5, thread-priority = highest, spin-count = 9 }
            }
            """);

        var dispatcher = live.System.Dispatchers.Lookup("mul.instrument-dispatcher");

        var config = dispatcher.Configurator.Config;
        Assert.Equal(100, dispatcher.Throughput);
        Assert.Null(dispatcher.ThroughputDeadlineTime);
        Assert.IsType<DispatcherConfigurator>(dispatcher.Configurator);
        Assert.StartsWith(typeof(FixedThreadsConfigurator).FullName!, config.GetString("executor"), StringComparison.Ordinal);
        Assert.Equal(new FixedThreadsSettings(1, ThreadPriority.Normal, 5), FixedThreadsSettings.Read(config));
        Assert.Equal(TimeSpan.FromSeconds(1), config.GetTimeSpan("shutdown-timeout"));
    }

    // Each key that a dispatcher may have is one that a profile could otherwise leak into the instrument.
    [Fact]
    public void The_instruments_dispatcher_says_every_key_that_Akka_declares_for_a_dispatcher()
    {
        var own = MulDefaults.Config.GetConfig("mul.instrument-dispatcher");

        foreach (var (key, value) in Akka.Configuration.ConfigurationFactory.Default().GetConfig("akka.actor.default-dispatcher").AsEnumerable())
        {
            // Another executor's section is not read.
            Assert.True(own.HasPath(key) || key.EndsWith("-executor", StringComparison.Ordinal), $"{key} = {value}");
        }
    }
}
