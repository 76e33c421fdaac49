using Mul.Actors.Jobs;
using Mul.Actors.Running;
using Mul.Host.Profiles.Plans;
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

    // Any more of them would help nobody.
    [Theory]
    [InlineData(7, true)]
    [InlineData(8, false)]
    [InlineData(9, false)]
    public void Threads_and_routees_for_every_job_are_no_bound(int places, bool areBound)
    {
        var threads = Bounds.Of(Of(Pool(Fixed(places), routees: 20), Jobs(8, wait: 100)))[0];
        var routees = Bounds.Of(Of(Pool(Pinned(), routees: places), Jobs(8, wait: 100)))[0];

        Assert.Equal(areBound ? Bottleneck.Threads : Bottleneck.LongestJob, threads.Bottleneck);
        Assert.Equal(areBound ? Bottleneck.Routees : Bottleneck.LongestJob, routees.Bottleneck);
    }

    [Fact]
    public void One_long_job_is_a_bound_of_its_own() =>
        Assert.Equal(Bottleneck.LongestJob, Bounds.Of(Of(Pool(Fixed(8), routees: 8), [Job(wait: 900), .. Jobs(8, wait: 10)]))[0].Bottleneck);

    // 40 · 0.1 s: a window of four is the bound where there are more routees and threads, and where there are just as many.
    [Theory]
    [InlineData(8)]
    [InlineData(4)]
    public void No_more_jobs_are_in_flight_than_a_window_lets(int routees)
    {
        var bound = Bounds.Of(Of(Pool(Fixed(routees), routees), Jobs(40, wait: 100)) with { Arrivals = Arrivals.Window(4) })[0];

        Assert.Equal((Bottleneck.Window, 1000), (bound.Bottleneck, bound.Makespan.TotalMilliseconds));
    }

    [Fact]
    public void A_window_for_every_job_is_no_bound() =>
        Assert.DoesNotContain(Bounds.Of(Of(Pool(Fixed(8), routees: 8), Jobs(8, wait: 100)) with { Arrivals = Arrivals.Window(8) }), bound => bound.Bottleneck == Bottleneck.Window);

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
}
