using Mul.Actors.Jobs;
using Mul.Host.Findings;
using Mul.Host.Traces;
using static Mul.Host.Tests.Findings.Example;

namespace Mul.Host.Tests.Findings;

public sealed class ImbalanceSpecs
{
    private static readonly Imbalance Rule = new();

    [Fact]
    public void Queues_beside_idle_routees_call_for_a_router_that_looks()
    {
        var remark = Said(Rule, Of(Queueing(0.45, wait: 2)) with { Rate = 8 });

        Assert.Equal(Severity.Warning, remark.Severity);
        Assert.Equal("downloaders: jobs waited 2.00 s behind others on average, and in 45 % of that time another routee had nothing to do.", remark.Message);
        Assert.Equal("A router that looks at queues (`router = smallest-mailbox-pool`), or smaller jobs: round-robin-pool deals them out without looking.", remark.Remedy);
    }

    [Fact]
    public void A_router_that_looks_already_counts_what_waits_and_not_what_is_in_hand() =>
        Assert.Equal(
            "More routees (`nr-of-instances`), or smaller jobs: smallest-mailbox-pool counts the jobs that wait, and not the one in hand.",
            Said(Rule, Of(Queueing(0.45, wait: 2) with { Router = "smallest-mailbox-pool" }) with { Window = 20 }).Remedy);

    [Fact]
    public void Jobs_that_all_failed_call_for_no_other_router() =>
        Assert.Empty(Rule.Of(Of(Queueing(0.45, wait: 2) with { Jobs = new JobCounts(8, 0, 8, 0) }) with { Rate = 8 }));

    [Theory]
    [InlineData("round-robin-pool")]
    [InlineData("smallest-mailbox-pool")]
    public void No_router_deals_out_better_what_is_told_all_at_once(string router)
    {
        var pool = Queueing(0.45, wait: 2) with { Router = router, Jobs = new JobCounts(2000, 2000, 0, 0) };

        Assert.Equal(
            "No router knows which jobs of a burst will be long. More routees than threads, on a dispatcher that they share with `throughput = 1`: a thread that is free then takes up any routee's next job.",
            Said(Rule, Of(pool with { Handling = Handling.Blocking })).Remedy);
        Assert.Equal(
            "No router knows which jobs of a burst will be long. A routee for each (`nr-of-instances = 2000`) leaves none behind another: it holds no thread while it waits.",
            Said(Rule, Of(pool with { Handling = Handling.Async })).Remedy);
    }

    [Fact]
    public void A_pool_that_grew_when_the_burst_was_dealt_out_needs_routees_from_the_start()
    {
        var pool = Queueing(1, wait: 6);

        Assert.Equal(
            "The burst was dealt to the routees that were there before the pool grew, and a queued job stays where it is: more of them from the start (`resizer.lower-bound`).",
            Said(Rule, Of(pool with { Configured = pool.Configured! with { Routees = 2 }, Handling = Handling.Async })).Remedy);
    }

    [Fact]
    public void The_last_round_is_no_imbalance() => Assert.Empty(Rule.Of(Of(Queueing(0.19, wait: 2))));

    [Fact]
    public void A_wait_of_less_than_half_a_job_is_not_worth_a_router() => Assert.Empty(Rule.Of(Of(Queueing(0.45, wait: 0.4))));

    [Fact]
    public void Jobs_of_no_work_are_done_before_a_router_could_look() =>
        Assert.Empty(Rule.Of(Of(Queueing(0.45, wait: 2) with { ServiceSeconds = All(0.000_000_1) })));

    [Fact]
    public void Where_threads_are_short_it_does_not_matter_which_routee_has_the_job() =>
        Assert.Empty(Rule.Of(Of(Queueing(0.45, wait: 2) with { DispatchDelaySeconds = Upto(0.1, 3) })));

    [Fact]
    public void Where_cores_are_full_it_does_not_matter_either() => Assert.Empty(Rule.Of(Of(Queueing(0.45, wait: 2)).Using(own: 1.9)));

    private static PoolRecord Queueing(double whileIdle, double wait) =>
        Pool with { Router = "round-robin-pool", QueuedWhileIdle = whileIdle, QueueSeconds = All(wait), DispatchDelaySeconds = All(0) };
}
