using Mul.Actors.Jobs;
using Mul.Host.Findings;
using Mul.Host.Statistics;
using Mul.Host.Traces;
using static Mul.Host.Tests.Findings.Example;

namespace Mul.Host.Tests.Findings;

public sealed class StarvedTimersSpecs
{
    private static readonly StarvedTimers Rule = new();

    private static RunRecord OnThreadPool => Of(Pool.On("Dispatcher", "thread-pool-executor", null, seen: 8));

    [Fact]
    public void Late_bystanders_of_a_load_on_the_thread_pool_call_for_a_dispatcher_of_its_own()
    {
        var remark = Said(Rule, OnThreadPool with { Heartbeat = new HeartbeatRecord(All(0.272), All(0.33)) });

        Assert.Equal(Severity.Warning, remark.Severity);
        Assert.Null(remark.Pool);
        Assert.Equal("Bystanders of the load suffered: an ordinary actor on the default dispatcher was late by 272 ms, and an Akka timer was late by 330 ms (p99).", remark.Message);
        Assert.Equal("Move work that holds its thread (downloaders) to a dispatcher with threads of its own (`pool-dispatcher`): timers and the default dispatcher live on the CLR's thread pool.", remark.Remedy);
    }

    [Fact]
    public void Late_bystanders_of_a_load_with_threads_of_its_own_call_for_fewer_of_them() =>
        Assert.Equal(
            "The load leaves the cores no time for others: no more threads than cores (2), or one fewer; downloaders ran on 8.",
            Said(Rule, (Run with { Heartbeat = new HeartbeatRecord(All(0.272), All(0.33)) }).Using(own: 1.9)).Remedy);

    [Fact]
    public void A_pool_whose_jobs_wait_without_a_thread_is_not_blamed_for_what_another_computes()
    {
        var downloaders = Pool.On("Dispatcher", "thread-pool-executor", null, seen: 8) with { Handling = Handling.Async };
        var run = Of(downloaders, Pool with { Name = "crunchers", Handling = Handling.Blocking }) with { Heartbeat = new HeartbeatRecord(All(0.579), null) };

        Assert.Equal(
            "The load leaves the cores no time for others: no more threads than cores (2), or one fewer; crunchers ran on 8.",
            Said(Rule, run.Using(own: 1.9)).Remedy);
        Assert.Empty(Rule.Of(run));
    }

    [Fact]
    public void A_load_with_threads_of_its_own_and_cores_to_spare_has_made_nobody_late() =>
        Assert.Empty(Rule.Of(Run with { Heartbeat = new HeartbeatRecord(All(0.272), All(0.33)) }));

    [Fact]
    public void On_cores_that_others_fill_only_long_delays_are_the_loads()
    {
        Assert.Empty(Rule.Of((OnThreadPool with { Heartbeat = new HeartbeatRecord(All(0.49), All(0.51)) }).Using(own: 0.1, others: 1.1)));
        Assert.NotEmpty(Rule.Of((OnThreadPool with { Heartbeat = new HeartbeatRecord(All(0.51), All(0.51)) }).Using(own: 0.1, others: 1.1)));
    }

    [Fact]
    public void A_prompt_heartbeat_beside_a_late_timer_is_not_mentioned() =>
        Assert.Equal(
            "Bystanders of the load suffered: an Akka timer was late by 71.0 ms (p99).",
            Said(Rule, OnThreadPool with { Heartbeat = new HeartbeatRecord(All(0.05), All(0.071)) }).Message);

    [Fact]
    public void What_the_timers_wheel_adds_on_an_idle_system_is_not_late() =>
        Assert.Empty(Rule.Of(OnThreadPool with { Heartbeat = new HeartbeatRecord(All(0.05), All(0.07)) }));

    [Fact]
    public void One_late_beat_of_a_short_run_is_not_enough()
    {
        var once = new Percentiles(0.02, 0.001, 0.002, 0.2, 0.25);

        Assert.Empty(Rule.Of(OnThreadPool with { MakespanSeconds = 0.5, Heartbeat = new HeartbeatRecord(once, once) }));
        Assert.NotEmpty(Rule.Of(OnThreadPool with { MakespanSeconds = 1, Heartbeat = new HeartbeatRecord(once, once) }));
    }

    [Fact]
    public void Where_beats_are_rarer_a_run_is_short_for_longer()
    {
        var once = new Percentiles(0.02, 0.001, 0.002, 0.2, 0.25);
        var run = OnThreadPool with { Heartbeat = new HeartbeatRecord(once, once, IntervalSeconds: 0.1) };

        Assert.Empty(Rule.Of(run with { MakespanSeconds = 9 }));
        Assert.NotEmpty(Rule.Of(run with { MakespanSeconds = 10 }));
    }
}
