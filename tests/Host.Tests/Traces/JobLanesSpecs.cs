using Mul.Actors.Jobs;
using Mul.Actors.Running;
using Mul.Host.Tests.Reports;
using Mul.Host.Traces;
using static Mul.Host.Tests.Traces.TinyTrace;

namespace Mul.Host.Tests.Traces;

public sealed class JobLanesSpecs
{
    [Fact]
    public void Every_routee_and_every_thread_has_its_lane()
    {
        var lanes = JobLanes.Of(TraceOf(Handling.Blocking, Job(0, 0, 1, routee: 0, thread: 4), Job(0, 1, 3, routee: 1, thread: 4), Job(0, 0, 2, routee: 2, thread: 5)), 100);

        Assert.Equal(["$a", "$b", "$c"], lanes.Routees.Select(lane => lane.Name));
        Assert.Equal(["thread 4", "thread 5"], lanes.Threads.Select(lane => lane.Name));
        Assert.Equal([0, 1], lanes.Threads[0].Slices.Select(slice => slice.Job));
        Assert.Equal(3, lanes.Threads[0].BusySeconds, 9);
    }

    [Fact]
    public void A_handler_that_gives_its_thread_back_is_in_no_lane_of_a_thread()
    {
        // One after the other, so that nothing but the handling tells.
        var lanes = JobLanes.Of(TraceOf(Handling.Async, Job(0, 0, 1), Job(0, 1, 2)), 100);

        Assert.Empty(lanes.Threads);
        Assert.Equal(["idlers"], lanes.WithoutThreads);
        Assert.Equal(2, lanes.Routees.Sum(lane => lane.Slices.Count));
    }

    [Fact]
    public void Where_nobody_knows_the_handling_jobs_that_overlap_on_a_thread_show_it()
    {
        var overlapping = JobLanes.Of(TraceOf(Handling.Unknown, Job(0, 0, 2, routee: 0), Job(0, 1, 3, routee: 1)), 100);
        var following = JobLanes.Of(TraceOf(Handling.Unknown, Job(0, 0, 1, routee: 0), Job(0, 1, 2, routee: 1)), 100);

        Assert.Empty(overlapping.Threads);
        Assert.Single(following.Threads);
    }

    [Fact]
    public void Jobs_of_one_routee_that_overlap_all_the_same_get_lanes_of_their_own()
    {
        var lanes = JobLanes.Of(TraceOf(Handling.Async, Job(0, 0, 2), Job(0, 1, 3), Job(0, 2, 4)), 100);

        Assert.Equal(["$a", "$a (2)"], lanes.Routees.Select(lane => lane.Name));
        Assert.Equal([0, 2], lanes.Routees[0].Slices.Select(slice => slice.Job));
    }

    [Fact]
    public void Of_too_many_jobs_the_first_to_start_are_drawn_and_those_never_taken_up_are_not_among_them()
    {
        var lanes = JobLanes.Of(TraceOf(Handling.Blocking, Job(0, 5, 6), Lost(0), Job(0, 1, 2), Job(0, 3, 4)), 2);

        Assert.Equal([2, 3], lanes.Routees.SelectMany(lane => lane.Slices).Select(slice => slice.Job));
        Assert.Equal((2, 3), (lanes.Drawn, lanes.Started));
        Assert.Equal(At(3), lanes.Until);
    }

    private static Trace TraceOf(Handling handling, params JobRecord[] records) => new MadeTrace(handling, records).ToTrace();
}
