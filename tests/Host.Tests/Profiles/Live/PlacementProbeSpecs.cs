using Akka.Actor;
using Mul.Host.Profiles.Facts;
using Mul.Host.Reports.Documents;
using Mul.Host.Reports.Exports;

namespace Mul.Host.Tests.Profiles.Live;

/// <summary>Where Akka.NET 1.5.74 looks for the dispatcher and the mailbox of routees. When one of these fails, a trap is mended.</summary>
public sealed class PlacementProbeSpecs
{
    private const string Default = "akka.actor.default-dispatcher";

    private const string Sections = """
        fj { type = ForkJoinDispatcher, dedicated-thread-pool.thread-count = 1 }
        other { type = TaskDispatcher }
        "io.fast" { type = TaskDispatcher }
        box { mailbox-type = "Akka.Dispatch.BoundedMailbox, Akka", mailbox-capacity = 5 }

        """;

    [Theory]
    [InlineData("/crunchers { router = round-robin-pool, nr-of-instances = 2, dispatcher = fj }", Default)]
    [InlineData("/crunchers { router = round-robin-pool, nr-of-instances = 2, pool-dispatcher = fj }", "fj")]
    [InlineData("/crunchers { router = round-robin-pool, nr-of-instances = 2, pool-dispatcher = \"\\\"io.fast\\\"\" }", "io.fast")]
    [InlineData("/crunchers { router = round-robin-pool, nr-of-instances = 2, pool-dispatcher { throughput = 1 } }", "akka.actor.deployment./crunchers.pool-dispatcher")]
    [InlineData("/crunchers { router = round-robin-pool, nr-of-instances = 2 }\n\"/crunchers/*\" { dispatcher = fj }", "fj")]
    [InlineData("/crunchers { router = round-robin-pool, nr-of-instances = 2 }\n\"/**\" { dispatcher = fj }", "fj")]
    [InlineData("/crunchers { router = round-robin-pool, nr-of-instances = 2, pool-dispatcher = other }\n\"/crunchers/*\" { dispatcher = fj }", "fj")]
    [InlineData("\"/*\" { router = round-robin-pool, nr-of-instances = 2, pool-dispatcher = other }\n\"/*/*\" { dispatcher = fj }", "fj")]
    [InlineData("default { pool-dispatcher = other }\n/crunchers { router = round-robin-pool, nr-of-instances = 2 }\n\"/crunchers/*\" { dispatcher = fj }", "fj")]
    [InlineData("/crunchers { router = round-robin-pool, nr-of-instances = 2 }\n\"/*/*\" { dispatcher = fj }", Default)]
    [InlineData("/crunchers { router = round-robin-pool, nr-of-instances = 2 }\n\"/*/*\" { dispatcher = fj }\n\"/**\" { dispatcher = other }", "other")]
    [InlineData("\"/*\" { router = round-robin-pool, nr-of-instances = 2 }\n\"/*/*\" { dispatcher = fj }", "fj")]
    [InlineData("\"/*\" { router = round-robin-pool, nr-of-instances = 2 }\n\"/crunchers/**\" { dispatcher = fj }\n\"/**\" { dispatcher = other }", "fj")]
    [InlineData("/crunchers { router = round-robin-pool, nr-of-instances = 2 }\ndefault { dispatcher = fj }", Default)]
    [InlineData("/crunchers { router = round-robin-pool, nr-of-instances = 2 }\n\"/crunchers/*\" { mailbox = unbounded }\ndefault { dispatcher = fj }", "fj")]
    public async Task Routees_run_where_the_plan_puts_them(string deployment, string dispatcher)
    {
        var profile = $"{Sections}akka.actor.deployment {{\n{deployment}\n}}";
        await using var live = LiveSystem.Start(profile);

        var seen = await live.SeeAsync(2);

        Assert.All(seen, one => Assert.Equal(dispatcher, one.Dispatcher.Id));
        var plan = Plans.Of(profile);
        Assert.All(seen, one => Assert.True(plan.Given.IsSeenAs(one.Dispatcher)));
    }

    [Theory]
    [InlineData("/crunchers { router = round-robin-pool, nr-of-instances = 2, mailbox = box }", "UnboundedMessageQueue")]
    [InlineData("/crunchers { router = round-robin-pool, nr-of-instances = 2 }\n\"/crunchers/*\" { mailbox = box }", "BoundedMessageQueue")]
    [InlineData("/crunchers { router = round-robin-pool, nr-of-instances = 2 }\n\"/crunchers/*\" { mailbox = bounded }", "BoundedMessageQueue")]
    [InlineData("/crunchers { router = round-robin-pool, nr-of-instances = 2 }\n\"/crunchers/*\" { mailbox = unbounded }\n}\nunbounded { mailbox-type = \"Akka.Dispatch.BoundedMailbox, Akka\"", "UnboundedMessageQueue")]
    [InlineData("/crunchers { router = round-robin-pool, nr-of-instances = 2 }\n\"/crunchers/*\" { mailbox = bounded }\n}\nbounded { mailbox-type = \"Akka.Dispatch.UnboundedMailbox, Akka\"", "BoundedMessageQueue")]
    [InlineData("/crunchers { router = round-robin-pool, nr-of-instances = 2, pool-dispatcher { mailbox-type = \"Akka.Dispatch.BoundedMailbox, Akka\" } }", "BoundedMessageQueue")]
    [InlineData("/crunchers { router = round-robin-pool, nr-of-instances = 2, pool-dispatcher { mailbox-requirement = \"Akka.Dispatch.IBoundedMessageQueueSemantics, Akka\" } }", "BoundedMessageQueue")]
    [InlineData("/crunchers { router = round-robin-pool, nr-of-instances = 2 }\n\"/crunchers/*\" { mailbox = akka.actor.mailbox.bounded-queue-based }", "BoundedMessageQueue")]
    public async Task A_mailbox_counts_on_the_routees_and_not_on_their_router(string deployment, string queue)
    {
        await using var live = LiveSystem.Start($"{Sections}akka.actor.deployment {{\n{deployment}\n}}");

        Assert.All(await live.SeeAsync(2), one => Assert.Equal(queue, one.Queue));
    }

    [Theory]
    [InlineData("BoundedMailbox")]
    [InlineData("BoundedDequeBasedMailbox")]
    public async Task A_bounded_mailbox_of_no_capacity_takes_any_number(string type)
    {
        var profile = $$"""
            box { mailbox-type = "Akka.Dispatch.{{type}}, Akka", mailbox-capacity = 0, mailbox-push-timeout-time = 0s }
            akka.actor.deployment {
              /crunchers { router = round-robin-pool, nr-of-instances = 1 }
              "/crunchers/*" { mailbox = box }
            }
            """;
        await using var live = LiveSystem.Start(profile);

        var pool = live.Pool();
        var seen = await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => pool.Ask<Seen>("look", TimeSpan.FromSeconds(20))));

        Assert.All(seen, one => Assert.StartsWith("Bounded", one.Queue, StringComparison.Ordinal));
        Assert.Equal(ProblemSeverity.Finding, Assert.Single(Plans.Examine(profile).Problems).Severity);
    }

    [Theory]
    [InlineData("default { nr-of-instances = 3 }\n/crunchers { router = round-robin-pool }", 3)]
    [InlineData("/crunchers { router = round-robin-pool }", 1)]
    [InlineData("\"/*\" { router = round-robin-pool, nr-of-instances = 2 }", 2)]
    [InlineData("/crunchers { router = round-robin-pool, nr-of-instances = 2\nresizer { lower-bound = 4, upper-bound = 8 } }", 2)]
    public async Task A_pool_has_as_many_routees_as_planned(string deployment, int routees)
    {
        var profile = $"akka.actor.deployment {{\n{deployment}\n}}";
        await using var live = LiveSystem.Start(profile);

        Assert.Equal(routees, await LiveSystem.CountRouteesAsync(live.Pool()));
        Assert.Equal(routees, Plans.Of(profile).Routees);
    }

    // A resizer looks at the pool when it starts, before there is any message.
    [Theory]
    [InlineData("nr-of-instances = 8, resizer { enabled = on, lower-bound = 2, upper-bound = 16 }", 7)]
    [InlineData("resizer { enabled = on, lower-bound = 6, upper-bound = 16 }", 6)]
    [InlineData("nr-of-instances = 50, resizer { enabled = on, lower-bound = 2, upper-bound = 10 }", 10)]
    [InlineData("nr-of-instances = 20, resizer { enabled = on, lower-bound = 3, upper-bound = 30, backoff-rate = 1 }", 3)]
    [InlineData("nr-of-instances = 20, resizer { enabled = on, lower-bound = 3, upper-bound = 30, backoff-rate = 1000 }", 3)]
    [InlineData("nr-of-instances = 20, resizer { enabled = on, lower-bound = 3, upper-bound = 30, backoff-threshold = 0 }", 20)]
    public async Task A_pool_with_a_resizer_starts_with_as_many_routees_as_planned(string settings, int routees)
    {
        var profile = $"akka.actor.deployment./crunchers {{ router = round-robin-pool, {settings} }}";
        await using var live = LiveSystem.Start(profile);

        Assert.Equal(routees, await LiveSystem.CountRouteesAsync(live.Pool()));
        var cell = ExplainReport.Pools(Plans.Examine(profile)).Rows.Single(row => row[0] == "routees")[1];
        Assert.StartsWith($"{routees} (", cell, StringComparison.Ordinal);
        var told = Assert.Single(ExplainRecord.Of(Plans.Examine(profile)).Pools);
        Assert.Equal(routees, told.Routees);
        Assert.Equal(told.Resizer!.Lower, told.Concurrency.Async.Sure);
        // With cores for all of them the size is what is left to be said.
        var surprise = Plans.Of(profile, cores: 64).Surprise;
        Assert.StartsWith($"The pool starts with {routees} and", surprise, StringComparison.Ordinal);
    }
}
