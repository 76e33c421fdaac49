using Akka.Routing;
using Mul.Actors.Jobs;
using Mul.Actors.Running;
using Mul.Host.Profiles.Plans;
using Mul.Host.Simulation;
using static Mul.Host.Tests.Simulation.Plans;

namespace Mul.Host.Tests.Simulation;

public sealed class RoutingSpecs
{
    private static readonly ResizerPlan Resizer =
        new(Lower: 2, Upper: 8, PressureThreshold: 1, RampupRate: 0.2, BackoffThreshold: 0.3, BackoffRate: 0.1, MessagesPerResize: 10);

    [Fact]
    public void Round_robin_goes_on_from_the_messages_of_the_warm_up()
    {
        var plan = Of(Pool(Fixed(4), routees: 4), Jobs(6, wait: 1)) with { ToldBefore = 3 };

        Assert.Equal([3, 0, 1, 2, 3, 0], Routees(plan));
    }

    [Fact]
    public void Round_robin_gives_a_routee_its_turn_however_long_its_mailbox()
    {
        // The first routee has a job of 100 ms, the second has had its three by 3.
        var result = Engine.Run(Of(Pool(Fixed(2), routees: 2), [Job(wait: 100), .. Jobs(5, wait: 1)]));

        Assert.Equal([0, 1, 0, 1, 0, 1], result.Records.Select(job => job.Routee));
        Assert.Equal([100, 1, 101, 2, 102, 3], result.Records.Select(job => At(job.Finished)));
    }

    [Fact]
    public void Smallest_mailbox_counts_what_waits_and_not_what_is_in_hand()
    {
        // Told at 0, 1, 2 and 3 ms: the first routee's mailbox is empty as soon as it has taken its job up, so it gets the next, too.
        var plan = Of(Pool(Fixed(3), routees: 3, router: typeof(SmallestMailboxPool)), Jobs(4, wait: 100)) with { TellTime = TimeSpan.FromMilliseconds(1) };

        Assert.Equal([0, 0, 1, 1], Routees(plan));
    }

    [Fact]
    public void Smallest_mailbox_spreads_a_burst_evenly() =>
        Assert.Equal([0, 1, 2, 0, 1, 2, 0], Routees(Of(Pool(Fixed(3), routees: 3, router: typeof(SmallestMailboxPool)), Jobs(7, wait: 100))));

    [Fact]
    public void A_random_router_depends_on_the_seed_and_on_nothing_else()
    {
        var plan = Of(Pool(Fixed(2), routees: 5, router: typeof(RandomPool)), Jobs(5000, wait: 1));
        var routees = Routees(plan);

        Assert.Equal(routees, Routees(plan));
        Assert.NotEqual(routees, Routees(plan with { Seed = 2 }));
        // 1,000 each, standard deviation 28.
        Assert.All(routees.GroupBy(routee => routee), routee => Assert.InRange(routee.Count(), 880, 1120));
    }

    [Fact]
    public void A_resizer_shrinks_an_idle_pool_before_its_first_message()
    {
        // Nothing is under pressure: 5 − ⌈0.5⌉ = 4. Seen with 1.5.74: 5 became 4 at once.
        var plan = Of(Pool(Fixed(8), routees: 5) with { Resizer = Resizer }, Jobs(5, wait: 1));

        Assert.Equal([0, 1, 2, 3, 0], Routees(plan));
    }

    [Fact]
    public void A_resizer_adds_routees_when_all_have_jobs_waiting()
    {
        // Told every ms, 2 routees, each job 100 ms: at every tenth job all have jobs waiting, and ⌈0.2 · n⌉ = 1 more joins.
        var plan = Of(Pool(Fixed(8), routees: 2) with { Resizer = Resizer }, Jobs(30, wait: 100)) with { TellTime = TimeSpan.FromMilliseconds(1) };
        var routees = Routees(plan);

        Assert.Equal(2, routees[..10].Distinct().Count());
        Assert.Equal(3, routees[10..20].Distinct().Count());
        Assert.Equal(4, routees[20..].Distinct().Count());
    }

    [Fact]
    public void A_resizer_that_finds_the_size_right_allocates_nothing()
    {
        // One job at a time to 8 routees, of which there may be no more and no fewer.
        var plan = Of(Pool(Fixed(8), routees: 8, router: typeof(SmallestMailboxPool)), Jobs(1000, wait: 1)) with { TellTime = TimeSpan.FromMilliseconds(1) };
        var looking = plan with { Pools = [plan.Pools[0] with { Resizer = Resizer with { Lower = 8, MessagesPerResize = 1 } }] };

        // Less than a byte for each of a thousand looks, and some for what looks.
        Assert.True(AllocatedBytes(looking) - AllocatedBytes(plan) < 1_000);
    }

    [Fact]
    public void A_burst_that_is_over_before_the_resizer_is_done_stays_with_the_routees_that_there_were()
    {
        var plan = Of(Pool(Fixed(8), routees: 2) with { Resizer = Resizer }, Jobs(30, wait: 100)) with { TellTime = TimeSpan.FromMilliseconds(1) };

        // Fifteen jobs each, the second routee's first of them told after 1 ms.
        Assert.Equal(1501, Makespan(plan with { ResizeTime = TimeSpan.FromMilliseconds(50) }));
    }

    [Fact]
    public void A_routee_that_the_resizer_removed_still_does_what_it_has()
    {
        // Told every ms, each job 5 ms: no routee has one waiting. The resizer lets one of 8 go at once, and with the tenth job, at 9 ms, another: routee 6, busy from 6 to 11 ms.
        var plan = Of(Pool(Fixed(8), routees: 8) with { Resizer = Resizer }, Jobs(20, wait: 5)) with { TellTime = TimeSpan.FromMilliseconds(1) };

        var result = Engine.Run(plan);

        Assert.Equal([0, 1, 2, 3, 4, 5, 6], result.Records[..7].Select(job => job.Routee));
        Assert.DoesNotContain(result.Records[10..], job => job.Routee == 6);
        Assert.All(result.Records, job => Assert.Equal(OutcomeKind.Completed, job.Outcome));
    }

    [Fact]
    public void A_router_that_tells_one_job_to_many_is_refused()
    {
        var refused = Assert.Throws<UserException>(() => Engine.Run(Of(Pool(Fixed(2), routees: 2, router: typeof(BroadcastPool)) with { Router = "broadcast-pool" }, Jobs(1))));

        Assert.Contains("/user/workers: a broadcast-pool cannot be simulated", refused.Message, StringComparison.Ordinal);
    }

    private static long AllocatedBytes(SimulationPlan plan)
    {
        Engine.Run(plan);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Engine.Run(plan);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static int[] Routees(SimulationPlan plan) => [.. Engine.Run(plan).Records.Select(job => job.Routee)];
}
