using Mul.Actors.Running;
using Mul.Host.Traces;
using static Mul.Host.Tests.Traces.TinyTrace;

namespace Mul.Host.Tests.Traces;

public sealed class JobTimesSpecs
{
    [Fact]
    public void The_queue_time_of_a_job_is_told_to_started_its_service_time_started_to_finished()
    {
        var times = TimesOf(Job(1, 3, 8));

        AssertSeconds([2], times, job => job.Queue);
        AssertSeconds([5], times, job => job.Service);
    }

    // One routee: jobs told at 0, 0 and 20. The first waits 1 for a thread. The second is there all the time, its
    // routee is free from 5: 2 of its 7 in the queue are dispatch delay. The third finds its routee free: 4.
    [Fact]
    public void The_dispatch_delay_is_what_passed_since_the_job_was_there_and_its_routee_free()
    {
        var times = TimesOf(Job(0, 1, 5), Job(0, 7, 9), Job(20, 24, 25));

        AssertSeconds([1, 7, 4], times, job => job.Queue);
        AssertSeconds([1, 2, 4], times, job => job.DispatchDelay);
    }

    [Fact]
    public void A_routee_waits_for_its_own_jobs_only()
    {
        var times = TimesOf(Job(0, 0, 10, routee: 0), Job(0, 3, 4, routee: 1));

        AssertSeconds([0, 3], times, job => job.DispatchDelay);
    }

    // A mailbox keeps the order of its messages, a node or a priority mailbox need not.
    [Fact]
    public void The_previous_job_is_the_one_that_started_before_whatever_the_order_of_ids()
    {
        JobRecord[] records = [Job(0, 6, 8), Job(0, 1, 5)];

        AssertSeconds([1, 1], TimesOf(records), job => job.DispatchDelay);
    }

    [Fact]
    public void Jobs_that_no_routee_took_up_have_no_times()
    {
        var times = TimesOf(Lost(0), Job(0, 1, 2), Lost(0));

        AssertSeconds([1], times, job => job.Queue);
        AssertSeconds([1], times, job => job.Service);
        AssertSeconds([1], times, job => job.DispatchDelay);
    }

    // The trace above: response times 5 + 9 + 5, of which 4 + 2 + 1 in the handler, 1 + 2 + 4 for want of a thread, 5 behind another.
    [Fact]
    public void Response_times_add_up_by_where_they_went()
    {
        var seconds = JobSeconds.Of([InOrder(Job(0, 1, 5), Job(0, 7, 9), Job(20, 24, 25))]);

        AssertSeconds([19, 5, 7, 7], [seconds.Total, seconds.BehindEarlierJobs, seconds.DispatchDelay, seconds.Handler]);
    }

    [Fact]
    public void A_pool_s_times_are_put_in_order_and_become_seconds()
    {
        using var times = InOrder(Job(0, 1, 5), Job(0, 7, 9), Job(20, 24, 25)).Times(job => job.Service);

        AssertSeconds([1, 2, 4], times.ToSortedSeconds().ToArray());
    }

    [Fact]
    public void A_job_that_was_cancelled_ended_when_its_run_did_and_says_nothing_about_times()
    {
        using var times = InOrder(Job(0, 1, 5), Job(0, 5, 5) with { Outcome = OutcomeKind.Cancelled }, Job(0, 0, 5, routee: 1) with { Outcome = OutcomeKind.Failed }).Times(job => job.Service);

        AssertSeconds([4, 5], times.ToSortedSeconds().ToArray());
    }

    private static void AssertSeconds(double[] expected, JobTimes[] jobs, Func<JobTimes, long> choose) =>
        AssertSeconds(expected, Array.ConvertAll(jobs, job => Trace.Seconds(choose(job))));

    private static void AssertSeconds(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 6));
    }
}
