using Mul.Host.Traces;
using static Mul.Host.Tests.Traces.TinyTrace;

namespace Mul.Host.Tests.Traces;

public sealed class QueuedWhileIdleSpecs
{
    [Fact]
    public void Where_all_wait_at_one_routee_and_the_other_has_nothing_all_queueing_was_needless() =>
        Assert.Equal(1, QueuedWhileIdle.Share(InOrder(Job(0, 0, 2), Job(0, 2, 4)), routees: 2));

    [Fact]
    public void Where_every_routee_has_work_as_long_as_any_job_waits_none_was() =>
        Assert.Equal(0, QueuedWhileIdle.Share(InOrder(Job(0, 0, 2), Job(0, 0, 2, routee: 1), Job(0, 2, 4), Job(0, 2, 4, routee: 1)), routees: 2));

    [Fact]
    public void Only_the_time_in_which_another_was_idle_counts() =>
        // The second job of routee 0 waits 4 s; routee 1 has nothing to do in the last 3 of them.
        Assert.Equal(0.75, QueuedWhileIdle.Share(InOrder(Job(0, 0, 4), Job(0, 0, 1, routee: 1), Job(0, 4, 5)), routees: 2)!.Value, 12);

    [Fact]
    public void A_routee_whose_job_waits_for_a_thread_is_not_idle() =>
        Assert.Equal(0, QueuedWhileIdle.Share(InOrder(Job(0, 0, 2), Job(0, 2, 4), Job(0, 4, 6, routee: 1)), routees: 2));

    [Fact]
    public void A_job_that_waits_only_for_its_turn_on_a_thread_does_not_queue() =>
        Assert.Null(QueuedWhileIdle.Share(InOrder(Job(0, 3, 4)), routees: 2));
}
