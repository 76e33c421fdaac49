using Mul.Host.Findings;
using Mul.Host.Traces;
using static Mul.Host.Tests.Findings.Example;

namespace Mul.Host.Tests.Findings;

public sealed class OversubscribedSpecs
{
    private static readonly Oversubscribed Rule = new();

    [Fact]
    public void Eight_threads_that_compute_on_two_cores_are_too_many()
    {
        var remark = Said(Rule, Computing());

        Assert.Equal(Severity.Warning, remark.Severity);
        Assert.Equal("downloaders: 8 jobs at once on 8 threads shared 2 cores, and 1,086 times a thread lost its core before it was done.", remark.Message);
        Assert.Equal("As many threads as cores: a ForkJoinDispatcher with `fork-join-executor { parallelism-min = 1, parallelism-max = 64 }` has them on any machine.", remark.Remedy);
    }

    [Fact]
    public void Cpu_bound_is_then_not_said_again() => Assert.Equal(["oversubscribed"], Ids(Computing()));

    [Fact]
    public void Two_threads_on_two_cores_are_right() =>
        Assert.Empty(Rule.Of(Computing() with { Pools = [Pool.On("ForkJoinDispatcher", "fork-join-executor", 2, seen: 2).AtOnce(2, 0)] }));

    [Fact]
    public void Threads_that_give_their_core_up_by_themselves_wait_rather_than_compute() =>
        Assert.Empty(Rule.Of(Computing() with { ContextSwitches = new ContextSwitches(10_000, 1_086) }));

    [Fact]
    public void More_jobs_than_threads_wait_without_a_thread() =>
        Assert.Empty(Rule.Of(Computing() with { Pools = [Pool.On("Dispatcher", "thread-pool-executor", null, seen: 5)] }));

    [Fact]
    public void Cores_with_time_to_spare_are_not_fought_for() => Assert.Empty(Rule.Of(Computing().Using(own: 1)));

    [Fact]
    public void Jobs_that_only_wait_are_not_too_many_because_others_fill_the_cores() =>
        Assert.Empty(Rule.Of((Run with { ContextSwitches = new ContextSwitches(896, 1_086) }).Using(own: 0.42, others: 1.58)));

    private static RunRecord Computing() => (Run with { ContextSwitches = new ContextSwitches(896, 1_086) }).Using(own: 1.9);
}
