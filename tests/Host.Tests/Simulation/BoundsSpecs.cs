using Mul.Actors.Jobs;
using Mul.Actors.Running;
using Mul.Host.Profiles;
using Mul.Host.Simulation;
using static Mul.Host.Tests.Simulation.Plans;

namespace Mul.Host.Tests.Simulation;

public sealed class BoundsSpecs
{
    [Fact]
    public void Forty_blocking_jobs_on_three_threads_are_bound_by_the_threads()
    {
        // 40 · 0.1 s ÷ 3 = 1.333 s; the routees would allow 0.8 s, the longest job 0.1 s.
        var bounds = Bounds.Of(Of(Pool(Fixed(3), routees: 5), Jobs(40, wait: 100)));

        Assert.Equal([Bottleneck.Threads, Bottleneck.Routees, Bottleneck.LongestJob, Bottleneck.Cores], bounds.Select(bound => bound.Bottleneck));
        Assert.Equal(4000 / 3.0, bounds[0].Makespan.TotalMilliseconds, 3);
        Assert.Equal("Fixed-3", bounds[0].Name);
    }

    [Fact]
    public void Async_jobs_need_threads_only_to_compute()
    {
        var bounds = Bounds.Of(Of(Pool(Fixed(1), routees: 5, Handling.Async), Jobs(40, cpu: 1, wait: 100)));

        Assert.Equal((Bottleneck.Routees, "workers"), (bounds[0].Bottleneck, bounds[0].Name));
        Assert.Equal(808, bounds[0].Makespan.TotalMilliseconds);
        Assert.Equal(40, bounds.Single(bound => bound.Bottleneck == Bottleneck.Threads).Makespan.TotalMilliseconds);
    }

    [Fact]
    public void Work_that_fills_the_cores_is_bound_by_them_even_if_something_else_takes_as_long() =>
        Assert.Equal(Bottleneck.Cores, Bounds.Of(Of(Pool(Fixed(2), routees: 2), Jobs(2, cpu: 500), cores: 2))[0].Bottleneck);

    [Fact]
    public void One_long_job_is_a_bound_of_its_own() =>
        Assert.Equal(Bottleneck.LongestJob, Bounds.Of(Of(Pool(Fixed(8), routees: 8), [Job(wait: 900), .. Jobs(8, wait: 10)]))[0].Bottleneck);

    [Fact]
    public void Jobs_that_come_by_the_clock_take_as_long_as_the_clock()
    {
        var bound = Bounds.Of(Of(Pool(Fixed(8), routees: 8), Jobs(11, wait: 30)) with { Arrivals = Arrivals.Rate(100) })[0];

        Assert.Equal((Bottleneck.Arrivals, 130), (bound.Bottleneck, bound.Makespan.TotalMilliseconds));
    }

    [Fact]
    public void Pools_on_one_dispatcher_wait_for_the_same_threads()
    {
        var plan = new SimulationPlan
        {
            Pools = [Pool(Fixed(2), 8), Pool(Fixed(2), 8)],
            Jobs = [.. Jobs(10, wait: 10), .. Enumerable.Repeat(Job(wait: 10, pool: 1), 10)],
            Cores = 4,
        };

        Assert.Equal(100, Assert.Single(Bounds.Of(plan), bound => bound.Bottleneck == Bottleneck.Threads).Makespan.TotalMilliseconds);
    }

    [Fact]
    public void A_resizer_may_grow_a_pool_to_its_upper_bound()
    {
        var pool = Pool(Fixed(8), routees: 2) with { Resizer = new ResizerPlan(1, 4, 1, 0.2, 0.3, 0.1, 10) };

        Assert.Equal(100, Assert.Single(Bounds.Of(Of(pool, Jobs(40, wait: 10))), bound => bound.Bottleneck == Bottleneck.Routees).Makespan.TotalMilliseconds);
    }

    [Fact]
    public void The_knee_lies_where_the_waits_of_one_hide_behind_the_work_of_the_others()
    {
        var downloads = new JobDemand(Cpu: TimeSpan.FromMilliseconds(2), Wait: TimeSpan.FromMilliseconds(120));

        Assert.Equal(2 * 61, Bounds.Knee(cores: 2, downloads));
        Assert.Equal(double.PositiveInfinity, Bounds.Knee(2, downloads with { Cpu = TimeSpan.Zero }));
    }

    [Fact]
    public void Goetz_counts_threads_by_how_long_each_is_away_from_its_core()
    {
        var job = new JobDemand(Cpu: TimeSpan.FromMilliseconds(10), Wait: TimeSpan.FromMilliseconds(30));

        // 4 · 0.5 · (1 + 3) = 8 threads; 100 · 40 ms on 5 threads, and on no more than 16.
        Assert.Equal(8, Baselines.GoetzThreads(4, job, utilization: 0.5));
        Assert.Equal(800, Baselines.GoetzMakespan(100, threads: 5, cores: 4, job).TotalMilliseconds);
        Assert.Equal(250, Baselines.GoetzMakespan(100, threads: 64, cores: 4, job).TotalMilliseconds);
    }

    [Fact]
    public void Rounds_are_thirteen_per_cent_off_where_a_mailbox_is_drained_in_one_turn()
    {
        var rounds = Baselines.RoundsMakespan(40, atOnce: 3, TimeSpan.FromMilliseconds(100)).TotalMilliseconds;

        Assert.Equal(1400, rounds);
        Assert.Equal(1600, Makespan(Of(Pool(Fixed(3), routees: 5), Jobs(40, wait: 100))));
    }

    [Theory]
    [InlineData(1, 800)]
    [InlineData(2, 800)]
    [InlineData(4, 400)]
    [InlineData(8, 200)]
    [InlineData(16, 200)]
    public void Between_two_measured_sizes_a_makespan_is_interpolated_in_logarithms(int size, double milliseconds)
    {
        (int, TimeSpan)[] measured = [(2, TimeSpan.FromMilliseconds(800)), (8, TimeSpan.FromMilliseconds(200))];

        Assert.Equal(milliseconds, Baselines.InterpolatedMakespan(measured, size).TotalMilliseconds, 3);
    }
}
