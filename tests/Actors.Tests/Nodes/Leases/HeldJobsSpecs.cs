using Mul.Actors.Nodes.Leases;
using Mul.Actors.Running;

namespace Mul.Actors.Tests.Nodes.Leases;

public sealed class HeldJobsSpecs
{
    private static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(2);
    private static readonly Lease First = new(0, 0, new Attempt(1, 1));
    private static readonly Lease Second = First with { Attempt = new Attempt(1, 2) };

    private readonly HeldJobs _held = new(new Incarnation("node", 1, 1), LeaseTime, default);

    [Fact]
    public void A_job_that_is_offered_twice_is_started_once()
    {
        Assert.Equal([First], _held.Take([First]));
        Assert.Empty(_held.Take([First]));
    }

    [Fact]
    public void A_result_is_sent_and_sent_again_until_it_is_acknowledged()
    {
        _held.Take([First]);
        _held.Finish(Done(), At(0.1));

        Assert.Equal(TimeSpan.FromSeconds(0.1), Assert.Single(_held.Due(At(0.2))).Age);
        Assert.Empty(_held.Due(At(0.3)));
        _held.Tick(At(0.6));
        Assert.Empty(_held.Due(At(0.6)));

        // A quarter of a lease after it was sent.
        _held.Tick(At(0.8));
        Assert.Single(_held.Due(At(0.8)));

        _held.Acknowledge([First]);
        _held.Tick(At(2.5));
        Assert.Empty(_held.Due(At(2.5)));
        Assert.True(_held.IsSettled);
    }

    [Fact]
    public void A_result_may_wait_for_others_for_a_quarter_of_a_second()
    {
        _held.Take([First]);
        Assert.False(_held.IsSendDue(At(9)));
        _held.Finish(Done(), At(0.1));

        Assert.False(_held.IsSendDue(At(0.349)));
        Assert.True(_held.IsSendDue(At(0.35)));
        _held.Due(At(0.35));
        Assert.False(_held.IsSendDue(At(0.6)));
    }

    [Fact]
    public void A_result_that_was_sent_in_vain_is_due_at_once()
    {
        _held.Take([First]);
        _held.Finish(Done(), default);
        _held.Due(default);

        _held.Tick(At(0.5));
        Assert.True(_held.IsSendDue(At(0.5)));
        _held.Due(At(0.5));
        _held.Take([Second]);
        Assert.True(_held.IsSendDue(At(0.5)));
        _held.Due(At(0.5));
        _held.Reopen(LeaseTime, At(0.6));
        Assert.True(_held.IsSendDue(At(0.6)));
    }

    [Fact]
    public void A_job_in_hand_that_is_offered_anew_goes_on_and_is_reported_under_the_newer_attempt()
    {
        _held.Take([First]);

        Assert.Empty(_held.Take([Second]));
        _held.Finish(Done(), default);

        Assert.Equal(Second, Assert.Single(_held.Due(default)).Lease);
    }

    [Fact]
    public void A_result_that_is_offered_anew_is_sent_again_under_the_newer_attempt()
    {
        _held.Take([First]);
        _held.Finish(Done(), default);
        _held.Due(default);

        Assert.Empty(_held.Take([Second]));

        Assert.Equal(Second, Assert.Single(_held.Due(default)).Lease);
        _held.Acknowledge([First]);
        Assert.False(_held.IsSettled);
    }

    [Fact]
    public void A_failure_that_is_offered_anew_is_tried_again()
    {
        _held.Take([First]);
        _held.Finish(Done() with { Kind = OutcomeKind.Failed }, default);

        Assert.Equal([Second], _held.Take([Second]));
    }

    [Fact]
    public void A_node_that_was_paused_for_longer_than_its_leases_begins_another_life_with_the_results_it_has()
    {
        _held.Take([First, First with { Job = 1 }]);
        _held.Finish(Done(), default);

        Assert.False(_held.Tick(At(2)));
        Assert.True(_held.Tick(At(4.1)));

        Assert.Equal(2, _held.Incarnation.Life);
        Assert.Equal([First], _held.Leases);
        Assert.False(_held.Finish(Done() with { Lease = First with { Job = 1 } }, At(4.1)));
    }

    [Fact]
    public void A_node_that_leaves_takes_nothing_and_gives_up_what_is_not_done()
    {
        _held.Take([First, First with { Job = 1 }]);
        _held.Finish(Done(), default);

        _held.Leave();

        Assert.Equal([First], _held.Leases);
        Assert.Empty(_held.Take([First with { Job = 2 }]));
    }

    private static NodeOutcome Done() => new() { Lease = First, Kind = OutcomeKind.Completed, Digest = 7 };

    private static TimeSpan At(double seconds) => TimeSpan.FromSeconds(seconds);
}
