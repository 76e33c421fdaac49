using Mul.Actors.Running;
using Mul.Host.Traces;
using static Mul.Host.Tests.Traces.TinyTrace;

namespace Mul.Host.Tests.Traces;

public sealed class WaitingStatesSpecs
{
    // One routee, two jobs told at 0: until 1 both wait, the first for a thread; until 5 the first runs and the second
    // is behind it; until 7 the second waits for a thread; until 9 it runs.
    [Fact]
    public void A_job_waits_for_a_thread_or_behind_another_or_runs()
    {
        var states = Of([Job(0, 1, 5), Job(0, 7, 9)]);

        AssertSeconds(forThread: 1 + 2, behind: 4, inFlight: 2, nothing: 0, states);
    }

    [Fact]
    public void Between_the_end_of_one_job_and_the_next_one_told_there_is_nothing_to_do() =>
        AssertSeconds(forThread: 0, behind: 0, inFlight: 3, nothing: 4, Of([Job(0, 0, 1), Job(5, 5, 7)]));

    [Fact]
    public void What_one_job_waits_for_counts_before_what_another_does()
    {
        // Routee 0 runs its only job from 0 to 10; routee 1 lets its own wait for a thread from 4 to 6.
        var states = Of([Job(0, 0, 10, routee: 0), Job(4, 6, 7, routee: 1)]);

        AssertSeconds(forThread: 2, behind: 0, inFlight: 8, nothing: 0, states);
    }

    // Both pools have a routee 0; they have nothing to do with each other.
    [Fact]
    public void Routee_numbers_are_a_pools_own()
    {
        var states = Of([Job(0, 0, 4)], [Job(1, 1, 3)]);

        AssertSeconds(forThread: 0, behind: 0, inFlight: 4, nothing: 0, states);
    }

    [Fact]
    public void A_trace_without_jobs_has_no_states() => AssertSeconds(0, 0, 0, 0, Of([]));

    [Fact]
    public void A_number_of_seconds_is_split_in_the_proportions_of_the_states()
    {
        var split = new IdleSplit(1, 2, 3, 4).Over(5);

        AssertSeconds(0.5, 1, 1.5, 2, split);
        AssertSeconds(0, 0, 0, 0, new IdleSplit(0, 0, 0, 0).Over(5));
    }

    private static IdleSplit Of(params JobRecord[][] pools) => WaitingStates.Of([.. pools.Select(pool => InOrder(pool))], new TickMemory());

    private static void AssertSeconds(double forThread, double behind, double inFlight, double nothing, IdleSplit states)
    {
        Assert.Equal(forThread, states.WaitingForThread, 6);
        Assert.Equal(behind, states.BehindAnotherJob, 6);
        Assert.Equal(inFlight, states.InFlight, 6);
        Assert.Equal(nothing, states.NothingToDo, 6);
    }
}
