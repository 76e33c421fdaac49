using Akka.Actor;
using Mul.Host.Profiles;

namespace Mul.Host.Tests.Profiles.Live;

/// <summary>Profiles that Akka.NET 1.5.74 answers with a dead system, an exception or lost jobs, and that are therefore refused.</summary>
public sealed class FailureProbeSpecs
{
    private const string Pool = "\nakka.actor.deployment./crunchers { router = round-robin-pool, nr-of-instances = 2 }\n";

    [Theory]
    [InlineData("akka.actor.deployment./crunchers { router = round-robin-pool, nr-of-instances = 2, pool-dispatcher = nosuch }")]
    [InlineData("d { type = ForkJoinDispatcher, dedicated-thread-pool.thread-count = 0 }\nakka.actor.deployment./crunchers { router = round-robin-pool, nr-of-instances = 2, pool-dispatcher = d }")]
    [InlineData("d { type = ForkJoinDispatcher, dedicated-thread-pool.threadtype = background }\nakka.actor.deployment./crunchers { router = round-robin-pool, nr-of-instances = 2, pool-dispatcher = d }")]
    [InlineData("d { type = BalancingDispatcher }\nakka.actor.deployment./crunchers { router = round-robin-pool, nr-of-instances = 2, pool-dispatcher = d }")]
    [InlineData("d { executor = forkjoin-executor }\nakka.actor.deployment./crunchers { router = round-robin-pool, nr-of-instances = 2, pool-dispatcher = d }")]
    [InlineData("d { throughput = fast }\nakka.actor.deployment./crunchers { router = round-robin-pool, nr-of-instances = 2, pool-dispatcher = d }")]
    [InlineData("d { throughput-deadline-time = -1 }\nakka.actor.deployment./crunchers { router = round-robin-pool, nr-of-instances = 2, pool-dispatcher = d }")]
    [InlineData("d { executor = channel-executor, channel-executor.priority = none }\nakka.actor.deployment./crunchers { router = round-robin-pool, nr-of-instances = 2, pool-dispatcher = d }")]
    [InlineData("e = f\nf = e\nakka.actor.deployment./crunchers { router = round-robin-pool, nr-of-instances = 2, pool-dispatcher = e }")]
    [InlineData("akka.actor.deployment./crunchers { router = round-robin-pool, nr-of-instances = 2, pool-dispatcher = akka.actor.synchronized-dispatcher }")]
    [InlineData("akka.actor.deployment { \"/*\" { router = round-robin-pool, nr-of-instances = 2, pool-dispatcher { throughput = 1 } } }")]
    [InlineData("akka.actor.deployment { default { pool-dispatcher { throughput = 1 } } }" + Pool)]
    [InlineData("akka.actor.deployment { \"/crunchers/*\" { mailbox = app.box } }\napp.box { mailbox-type = \"Akka.Dispatch.NoSuchMailbox, Akka\" }" + Pool)]
    [InlineData("akka.actor.deployment { \"/crunchers/*\" { mailbox = nosuch } }" + Pool)]
    [InlineData("akka.actor.deployment { \"/crunchers/*\" { dispatcher = nosuch } }" + Pool)]
    [InlineData("box { mailbox-type = \"Akka.Dispatch.BoundedMailbox, Akka\", mailbox-push-timeout-time = infinite }\nakka.actor.deployment { \"/crunchers/*\" { mailbox = box } }" + Pool)]
    [InlineData("d { mailbox-requirement = \"Akka.Dispatch.IUnboundedDequeBasedMessageQueueSemantics, Akka\", mailbox-type = \"Akka.Dispatch.UnboundedMailbox, Akka\" }\nakka.actor.deployment { \"/crunchers/*\" { dispatcher = d } }" + Pool)]
    [InlineData("d { mailbox-requirement = \"Akka.Dispatch.IUnboundedDequeBasedMessageQueueSemantics, Akka\" }\nakka.actor.deployment { \"/crunchers/*\" { dispatcher = d, mailbox = unbounded } }" + Pool)]
    [InlineData("\"io.fast\" { mailbox-type = \"Akka.Dispatch.UnboundedMailbox, Akka\" }\nakka.actor.deployment./crunchers { router = round-robin-pool, nr-of-instances = 2, pool-dispatcher = \"\\\"io.fast\\\"\" }")]
    [InlineData("d { mailbox-requirement = \"Akka.Dispatch.IMultipleConsumerSemantics, Akka\" }\nakka.actor.deployment { \"/crunchers/*\" { dispatcher = d } }" + Pool)]
    [InlineData("d { mailbox-requirement = \"Akka.Actor.ActorSystem, Akka\" }\nakka.actor.deployment { \"/crunchers/*\" { dispatcher = d } }" + Pool)]
    [InlineData("akka.actor.default-dispatcher.mailbox-requirement = \"Akka.Dispatch.IUnboundedMessageQueueSemantics, Akka\"\nakka.actor.deployment { \"/crunchers/*\" { mailbox = bounded } }" + Pool)]
    [InlineData("akka.actor.deployment { /crunchers { router = round-robin-pool, nr-of-instances = 4, resizer { enabled = on, backoff-rate = 1e9 } } }")]
    public async Task The_whole_system_goes_down_behind_the_back_of_who_starts_the_pool(string profile)
    {
        await using var live = LiveSystem.Start(profile);

        live.Pool();

        Assert.True(await live.EndsAsync());
        Assert.NotEmpty(Plans.Examine(profile).Refusals);
    }

    [Theory]
    [InlineData("akka.actor.default-dispatcher.mailbox-type = \"Akka.Dispatch.UnboundedMailbox, Akka\"" + Pool)]
    [InlineData("fj { type = ForkJoinDispatcher, dedicated-thread-pool.thread-count = 1 }\nakka.actor.default-dispatcher = fj" + Pool)]
    [InlineData("akka.actor.default-dispatcher.type = SynchronizedDispatcher" + Pool)]
    [InlineData("akka.actor.deployment { crunchers { router = round-robin-pool } }")]
    [InlineData("akka.actor.deployment { /crunchers { router = round-robin } }")]
    [InlineData("akka.actor.deployment { \"/crun chers\" { router = round-robin-pool } }")]
    [InlineData("akka.actor.deployment { /crunchers { router = round-robin-pool, nr-of-instances = many } }")]
    [InlineData("akka.actor.deployment { /crunchers { router = round-robin-pool, resizer { enabled = on, lower-bound = 8, upper-bound = 4 } } }")]
    [InlineData("akka.actor.provider = remotely" + Pool)]
    [InlineData("akka.actor.router.type-mapping.mine = \"Akka.Actor.ActorSystem\"\nakka.actor.deployment { /crunchers { router = mine } }")]
    [InlineData("akka.scheduler.ticks-per-wheel = 0" + Pool)]
    [InlineData("akka.scheduler.ticks-per-wheel = 2147483647" + Pool)]
    [InlineData("akka.scheduler.tick-duration = 9ms" + Pool)]
    [InlineData("akka.scheduler.tick-duration = infinite" + Pool)]
    [InlineData("akka.scheduler.implementation = \"\"" + Pool)]
    [InlineData("akka.actor.guardian-supervisor-strategy = foo" + Pool)]
    [InlineData("akka.loggers = [\"Akka.Actor.Address\"]" + Pool)]
    [InlineData("akka.logger-formatter = \"Akka.Actor.Address\"" + Pool)]
    [InlineData("akka.stdout-logger-class = \"Akka.Actor.Address\"" + Pool)]
    [InlineData("akka.actor.mailbox.requirements { \"Akka.Dispatch.IMultipleConsumerSemantics, Akka\" = unbounded }" + Pool)]
    [InlineData("akka.actor.router.type-mapping.round-robin-pool = Nope" + Pool)]
    public void The_system_does_not_start(string profile)
    {
        Assert.ThrowsAny<Exception>(() => LiveSystem.Start(profile));
        Assert.NotEmpty(Plans.Examine(profile).Refusals);
    }

    // Nearly always Create throws; once in some hundred times it comes first, and what it returns is about to end.
    [Fact]
    public async Task With_a_default_mailbox_too_small_for_Akka_s_own_messages_no_system_lives()
    {
        const string profile = "akka.actor.default-mailbox { mailbox-type = \"Akka.Dispatch.BoundedMailbox, Akka\", mailbox-capacity = 2, mailbox-push-timeout-time = 0s }" + Pool;
        LiveSystem? live = null;

        if (Record.Exception(() => live = LiveSystem.Start(profile)) is null)
        {
            await using var started = live!;
            Assert.True(await started.EndsAsync());
        }

        Assert.NotEmpty(Plans.Examine(profile).Refusals);
    }

    [Theory]
    [InlineData("akka.actor.deployment { /crunchers { nr-of-instances = 2 } }")]
    [InlineData("akka.actor.deployment { \"/*\" { router = round-robin-pool }\n\"/crunchers/*\" { mailbox = unbounded } }")]
    [InlineData("akka.actor.deployment { \"/**\" { router = round-robin-pool }\n\"/crunchers/**\" { mailbox = unbounded } }")]
    public async Task A_pool_without_a_router_cannot_be_started(string profile)
    {
        await using var live = LiveSystem.Start(profile);

        Assert.Throws<Akka.Configuration.ConfigurationException>(() => live.Pool());
        Assert.NotEmpty(Plans.Examine(profile).RefusalsOfRun);
    }

    // Who only explains such a profile learns nothing: it may be for another workload, or the wildcard for routees.
    [Theory]
    [InlineData("\"/**\" { dispatcher = akka.actor.task-dispatcher }")]
    [InlineData("\"/*\" { nr-of-instances = 2 }")]
    public async Task A_pool_that_is_needed_cannot_be_started_from_a_wildcard_without_a_router(string deployment)
    {
        var profile = $"akka.actor.deployment {{ {deployment} }}";
        await using var live = LiveSystem.Start(profile);

        Assert.Throws<Akka.Configuration.ConfigurationException>(() => live.Pool());
        var examination = ProfileExamination.Of(new ProfileSource("x", "x.hocon", profile), FakeWorkload.All, FakeWorkload.Crunch, cores: 2);
        Assert.Contains("has no router", Assert.Single(examination.Refusals).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_with_a_dot_takes_the_system_down()
    {
        const string profile = "akka.actor.deployment { \"/my.pool\" { router = round-robin-pool, nr-of-instances = 2, pool-dispatcher { throughput = 1 } } }";
        await using var live = LiveSystem.Start(profile);

        live.Pool("my.pool");

        Assert.True(await live.EndsAsync());
        Assert.NotEmpty(Plans.Examine(profile).Refusals);
    }

    [Fact]
    public async Task Zero_routees_are_accepted_in_silence()
    {
        const string profile = "akka.actor.deployment { /crunchers { router = round-robin-pool, nr-of-instances = 0 } }";
        await using var live = LiveSystem.Start(profile);

        Assert.Equal(0, await LiveSystem.CountRouteesAsync(live.Pool()));
        Assert.NotEmpty(Plans.Examine(profile).Refusals);
    }

    // The message that makes the pool shrink is still routed to one that is left; then there is none.
    [Fact]
    public async Task A_pool_that_may_shrink_to_nothing_does_and_stays_so()
    {
        const string profile = """
            akka.actor.deployment./crunchers {
              router = round-robin-pool, nr-of-instances = 1
              resizer { enabled = on, lower-bound = 0, upper-bound = 4, messages-per-resize = 1 }
            }
            """;
        await using var live = LiveSystem.Start(profile);
        var pool = live.Pool();

        for (var attempt = 0; attempt < 1000 && await LiveSystem.CountRouteesAsync(pool) > 0; attempt++)
        {
            pool.Tell("shrink", ActorRefs.NoSender);
        }

        pool.Tell("grow", ActorRefs.NoSender);
        Assert.Equal(0, await LiveSystem.CountRouteesAsync(pool));
        Assert.NotEmpty(Plans.Examine(profile).Refusals);
    }
}
