using Mul.Actors.Nodes.Leases;
using Mul.Actors.Running;

namespace Mul.Actors.Tests.Nodes.Leases;

/// <summary>The promises of the book one by one; all of them together, under every fault, are in <see cref="InterleavingSpecs"/>.</summary>
public sealed class LeaseBookSpecs
{
    private static readonly Incarnation Left = new("left", 1, 1);
    private static readonly Incarnation Right = new("right", 2, 1);

    private readonly LeaseBook _book = new(new LeaseRules { Lease = TimeSpan.FromSeconds(2), MostDeaths = 2 });

    [Fact]
    public void Jobs_go_one_by_one_to_the_node_that_holds_the_fewest()
    {
        Join(Left, wanted: 3);
        Join(Right, wanted: 1);
        Tell(4);

        Assert.Equal([(Left, [0, 2, 3]), (Right, [1])], Offers());
    }

    [Fact]
    public void Nobody_is_given_more_than_it_wants()
    {
        Join(Left, wanted: 2);
        Tell(3);

        Assert.Equal([(Left, [0, 1])], Offers());
        Assert.Empty(Offers());
    }

    [Fact]
    public void Each_node_is_given_half_of_its_share_of_what_waits_in_advance()
    {
        Join(Left, wanted: 1, ahead: 10);
        Join(Right, wanted: 1, ahead: 10);
        Tell(8);

        // Each has one in advance by now; of the four that are left a share is two, and half of it one.
        Assert.Equal([(Left, [0, 2]), (Right, [1, 3])], Offers());
        Assert.Empty(Offers());
    }

    [Fact]
    public void Nobody_is_given_more_in_advance_than_it_wants()
    {
        Join(Left, wanted: 1, ahead: 2);
        Tell(4);

        Assert.Equal([(Left, [0, 1, 2])], Offers());
    }

    [Fact]
    public void The_last_jobs_are_not_given_in_advance()
    {
        Join(Left, wanted: 1, ahead: 10);
        Join(Right, wanted: 1, ahead: 10);
        Tell(5);

        Assert.Equal([(Left, [0]), (Right, [1])], Offers());
    }

    [Fact]
    public void A_node_that_is_silent_has_no_share_of_what_waits()
    {
        Join(Left, wanted: 1, ahead: 10);
        Join(Right, wanted: 1, at: 3, ahead: 10);
        Tell(3);

        Assert.Equal([0, 1, 2], Assert.IsType<Deed.Offer>(Assert.Single(_book.Deal(Second(3)))).Leases.Select(lease => lease.Job));
    }

    [Fact]
    public void A_job_that_a_node_died_of_is_not_given_in_advance()
    {
        Leased(Left);
        Join(Right, wanted: 1, soon: 5, ahead: 10);
        _book.Tell(1, 0);
        Assert.Equal([(Right, [1])], Offers());
        _book.Bury(Left);

        Assert.Empty(Offers());
        _book.Hear(Right, [Done(new Lease(1, 0, new Attempt(1, 1)))]);

        Assert.Equal([(Right, [0])], Offers());
    }

    [Fact]
    public void A_result_is_acknowledged_and_the_run_answered_only_when_it_is_committed()
    {
        var lease = Leased(Left);

        Assert.IsType<Deed.Commit>(Assert.Single(_book.Hear(Left, [Done(lease)])));
        Assert.Empty(_book.Hear(Left, [Done(lease)]));
        var deeds = _book.Committed([0]);

        Assert.Equal([lease], Assert.IsType<Deed.Acknowledge>(deeds[0]).Leases);
        Assert.Equal((Done(lease), Left), (Assert.IsType<Deed.Answer>(deeds[1]).Outcome, ((Deed.Answer)deeds[1]).By));
    }

    [Fact]
    public void A_result_that_is_said_again_is_acknowledged_again_and_not_counted()
    {
        var lease = Leased(Left);
        _book.Hear(Left, [Done(lease)]);
        _book.Committed([0]);

        Assert.IsType<Deed.Acknowledge>(Assert.Single(_book.Hear(Left, [Done(lease)])));
    }

    [Fact]
    public void A_job_whose_lease_ends_goes_to_another_node_and_the_first_one_s_result_is_stale()
    {
        var late = Leased(Left);
        Join(Right, wanted: 1, at: 3);

        _book.Tick(Second(3));
        var offer = Assert.IsType<Deed.Offer>(Assert.Single(_book.Deal(Second(3))));
        var deeds = _book.Hear(Left, [Done(late)]);

        Assert.Equal((Right, new Attempt(1, 2)), (offer.To, offer.Leases[0].Attempt));
        Assert.Equal([late], Assert.IsType<Deed.Acknowledge>(Assert.Single(deeds)).Leases);
        Assert.Equal((1, 1, 1), (_book.Expired, _book.Redispatched, _book.Stale));
    }

    [Fact]
    public void A_lease_that_is_renewed_does_not_end()
    {
        var lease = Leased(Left);

        _book.Renew(Left, [new JobsWanted(1, 1)], [lease], Second(1.5));
        _book.Tick(Second(3));

        Assert.Equal((0, 1), (_book.Expired, _book.Leased));
    }

    [Fact]
    public void An_offer_that_never_arrived_ends_although_its_node_speaks()
    {
        Leased(Left);

        _book.Renew(Left, [new JobsWanted(1, 1)], [], Second(1.5));
        _book.Tick(Second(2));

        Assert.Equal(1, _book.Expired);
    }

    [Fact]
    public void Two_attempts_with_different_digests_are_told_of()
    {
        var first = Leased(Left);
        _book.Leave(Left);
        Join(Right, wanted: 1);
        var second = Assert.IsType<Deed.Offer>(Assert.Single(_book.Deal(default))).Leases[0];

        _book.Hear(Left, [Done(first, digest: 7)]);
        _book.Hear(Right, [Done(second, digest: 8)]);
        var deeds = _book.Committed([0]);

        Assert.Contains(new Deed.Disagreement(0, 8, 7), deeds);
    }

    [Fact]
    public void A_job_disagrees_once_however_often_a_late_result_is_heard()
    {
        var first = Leased(Left);
        _book.Leave(Left);
        Join(Right, wanted: 1);
        var second = Assert.IsType<Deed.Offer>(Assert.Single(_book.Deal(default))).Leases[0];
        _book.Hear(Right, [Done(second, digest: 8)]);
        _book.Committed([0]);

        var heard = _book.Hear(Left, [Done(first, digest: 7)]);
        var again = _book.Hear(Left, [Done(first, digest: 7)]);

        Assert.Contains(new Deed.Disagreement(0, 8, 7), heard);
        Assert.DoesNotContain(again, deed => deed is Deed.Disagreement);
    }

    [Fact]
    public void A_late_result_that_disagrees_is_not_forgotten_for_one_that_does_not()
    {
        var first = Leased(Left);
        _book.Leave(Left);
        Join(Right, wanted: 1);
        var second = Assert.IsType<Deed.Offer>(Assert.Single(_book.Deal(default))).Leases[0];

        _book.Hear(Left, [Done(first, digest: 7)]);
        _book.Hear(Left, [Done(first, digest: 8)]);
        _book.Hear(Right, [Done(second, digest: 8)]);

        Assert.Contains(new Deed.Disagreement(0, 8, 7), _book.Committed([0]));
    }

    [Fact]
    public void A_job_is_given_up_when_as_many_nodes_died_holding_it_as_may()
    {
        Leased(Left);
        Assert.Empty(_book.Bury(Left));
        Join(Right, wanted: 1);
        _book.Deal(default);

        var commit = Assert.IsType<Deed.Commit>(Assert.Single(_book.Bury(Right)));

        Assert.Equal((OutcomeKind.Failed, "given up: 2 nodes died while they held it; one whose name another node takes counts as dead"), (commit.Outcomes[0].Kind, commit.Outcomes[0].Reason));
    }

    [Fact]
    public void A_job_at_its_last_chance_waits_for_a_node_that_holds_nothing_and_is_alone_on_it()
    {
        Join(Left, wanted: 1);
        Join(Right, wanted: 2);
        Tell(3);
        Assert.Equal([(Left, [0]), (Right, [1, 2])], Offers());
        Assert.Empty(_book.Tell(3, 0));
        _book.Bury(Left);

        Finish(1);
        Assert.Empty(Offers());
        Finish(2);
        Assert.Equal([(Right, [0])], Offers());
        Assert.Empty(Offers());
        Finish(0, attempt: 2);
        Assert.Equal([(Right, [3])], Offers());

        void Finish(int job, int attempt = 1) => _book.Hear(Right, [Done(new Lease(job, 0, new Attempt(1, attempt)))]);
    }

    [Fact]
    public void While_one_node_comes_to_hold_nothing_for_a_job_at_its_last_chance_the_others_go_on()
    {
        var third = new Incarnation("third", 3, 1);
        Join(Left, wanted: 1);
        Join(Right, wanted: 2);
        Join(third, wanted: 1);
        Tell(4);
        Assert.Equal([(Left, [0]), (Right, [1, 3]), (third, [2])], Offers());
        _book.Tell(4, 0);
        _book.Bury(Left);

        _book.Hear(Right, [Done(new Lease(1, 0, new Attempt(1, 1)))]);
        _book.Want(third, [new JobsWanted(5, 5)]);

        // Both hold one, and the first of them is the one that gets nothing else.
        Assert.Equal([(third, [4])], Offers());
        _book.Hear(Right, [Done(new Lease(3, 0, new Attempt(1, 1)))]);
        Assert.Equal([(Right, [0])], Offers());
    }

    [Fact]
    public void While_a_job_waits_for_a_node_of_its_own_no_other_pool_keeps_all_nodes_busy()
    {
        var book = new LeaseBook(new LeaseRules { MostDeaths = 2, Pools = 2 });
        JobsWanted[] wanted = [new(1, 1), new(1, 1)];
        book.Renew(Left, wanted, [], default);
        book.Tell(0, 1);
        book.Deal(default);
        book.Renew(Right, wanted, [], default);
        book.Tell(1, 0);
        book.Deal(default);
        book.Bury(Left);
        book.Tell(2, 0);

        Assert.Empty(book.Deal(default));
        book.Hear(Right, [Done(new Lease(1, 0, new Attempt(1, 1)))]);

        Assert.Equal(0, Assert.Single(Assert.IsType<Deed.Offer>(Assert.Single(book.Deal(default))).Leases).Job);
    }

    [Fact]
    public void A_job_is_not_given_up_for_a_death_that_may_have_been_another_one_s()
    {
        Join(Left, wanted: 1);
        _book.Renew(Right, [new JobsWanted(2, 2)], [new Lease(0, 0, new Attempt(1, 1)), new Lease(1, 0, new Attempt(1, 1))], default);
        Assert.Empty(_book.Bury(Right));
        _book.Renew(Right with { Process = 3 }, [new JobsWanted(2, 2)], [new Lease(0, 0, new Attempt(1, 1)), new Lease(1, 0, new Attempt(1, 1))], default);

        Assert.Empty(_book.Bury(Right with { Process = 3 }));
    }

    [Fact]
    public void A_pause_is_no_death_and_another_process_under_the_same_name_is_one()
    {
        Leased(Left);
        _book.Renew(Left with { Life = 2 }, [new JobsWanted(1, 1)], [], default);
        Assert.Equal(0, _book.Died);

        _book.Deal(default);
        _book.Renew(Left with { Process = 9 }, [new JobsWanted(1, 1)], [], default);
        Assert.Equal(1, _book.Died);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_node_that_was_started_again_with_its_clock_set_back_is_taken_when_the_process_before_it_is_silent_for_a_lease(bool hasLeft)
    {
        Join(Left with { Process = 9 }, wanted: 1);
        if (hasLeft)
        {
            _book.Leave(Left with { Process = 9 });
        }

        Join(Left, wanted: 1, at: 2);
        Tell(1);
        Assert.DoesNotContain(_book.Deal(Second(2)), deed => deed is Deed.Offer(var to, _) && to == Left);
        _book.Tick(Second(4.5));
        Join(Left, wanted: 1, at: 4.5);

        Assert.Equal(Left, Assert.IsType<Deed.Offer>(Assert.Single(_book.Deal(Second(4.5)))).To);
        Assert.Equal(0, _book.Died);
    }

    [Fact]
    public void A_process_that_was_followed_by_another_is_not_taken_again_however_long_that_is_silent()
    {
        Join(Left, wanted: 1);
        Join(Left with { Process = 9 }, wanted: 1);
        Tell(1);

        Join(Left, wanted: 1, at: 10);

        Assert.Empty(_book.Deal(Second(10)));
    }

    [Fact]
    public void A_job_that_the_run_has_not_told_is_not_handed_out_when_its_node_does_not_do_it()
    {
        var untold = new Lease(5, 0, new Attempt(1, 1));
        Join(Right, wanted: 1);
        _book.Hear(Left, [Done(untold) with { Kind = OutcomeKind.Cancelled }]);
        _book.Renew(Left, [new JobsWanted(1, 1)], [untold with { Job = 6 }], default);
        _book.Leave(Left);

        Assert.Empty(Offers());
        _book.Tell(5, 0);
        _book.Tell(6, 0);
        Assert.Equal([(Right, [5])], Offers());
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, -1)]
    [InlineData(-1, 0)]
    public void A_lease_or_an_outcome_of_no_pool_or_job_of_the_run_is_dropped(int job, int pool)
    {
        var lease = new Lease(job, pool, new Attempt(1, 1));

        _book.Renew(Left, [new JobsWanted(1, 1)], [lease], default);

        Assert.Equal(0, _book.Leased);
        Assert.Empty(_book.Hear(Left, [Done(lease)]));
    }

    [Fact]
    public void What_a_node_hands_back_is_handed_out_at_once()
    {
        Leased(Left);
        Join(Right, wanted: 1);

        Assert.Equal([new Deed.Farewell(Left)], _book.Leave(Left));

        Assert.Equal([(Right, [0])], Offers());
        Assert.Equal((0, 0), (_book.Expired, _book.Died));
    }

    [Fact]
    public void A_coordinator_that_is_started_again_gives_out_nothing_that_is_recorded_and_waits_for_nodes_it_knew()
    {
        var recorded = Done(new Lease(0, 0, new Attempt(1, 1)));
        var again = new LeaseBook(new LeaseRules { Epoch = 2, ExpectedNodes = ["left", "right"] }, [recorded]);

        Assert.Equal(recorded, Assert.IsType<Deed.Answer>(Assert.Single(again.Tell(0, 0))).Outcome);
        again.Tell(1, 0);
        again.Tell(2, 0);
        again.Renew(Left, [new JobsWanted(5, 5)], [new Lease(1, 0, new Attempt(1, 1))], default);
        Assert.Empty(again.Deal(default));
        again.Renew(Right, [new JobsWanted(5, 5)], [], default);

        // Job 1 is where it was; nobody had job 2.
        var offer = Assert.IsType<Deed.Offer>(Assert.Single(again.Deal(default)));
        Assert.Equal((Right, new Lease(2, 0, new Attempt(2, 1))), (offer.To, Assert.Single(offer.Leases)));
    }

    [Fact]
    public void A_run_that_stops_is_answered_for_what_nobody_holds_and_hears_of_the_rest_from_the_nodes()
    {
        var lease = Leased(Left);
        _book.Tell(1, 0);

        var stopped = _book.Stop();
        var cancelled = _book.Hear(Left, [Done(lease) with { Kind = OutcomeKind.Cancelled }]);

        Assert.Equal((1, OutcomeKind.Cancelled), Answered(stopped));
        Assert.Equal((0, OutcomeKind.Cancelled), Answered(cancelled));
        Assert.Empty(_book.Deal(default));
    }

    private static (int Job, OutcomeKind Kind) Answered(IReadOnlyList<Deed> deeds)
    {
        var outcome = Assert.Single(deeds.OfType<Deed.Answer>()).Outcome;
        return (outcome.Lease.Job, outcome.Kind);
    }

    private Lease Leased(Incarnation node)
    {
        Join(node, wanted: 1);
        Tell(1);
        return Assert.IsType<Deed.Offer>(Assert.Single(_book.Deal(default))).Leases[0];
    }

    private void Join(Incarnation node, int wanted, double at = 0, int? soon = null, int ahead = 0) => Assert.Empty(_book.Renew(node, [new JobsWanted(wanted, soon ?? wanted, ahead)], [], Second(at)));

    private void Tell(int jobs)
    {
        for (var job = 0; job < jobs; job++)
        {
            Assert.Empty(_book.Tell(job, 0));
        }
    }

    private (Incarnation To, int[] Jobs)[] Offers() =>
        [.. _book.Deal(default).Cast<Deed.Offer>().Select(offer => (offer.To, offer.Leases.Select(lease => lease.Job).ToArray()))];

    private static NodeOutcome Done(Lease lease, ulong digest = 7) => new() { Lease = lease, Kind = OutcomeKind.Completed, Digest = digest };

    private static TimeSpan Second(double seconds) => TimeSpan.FromSeconds(seconds);
}
