using Mul.Actors.Jobs;
using Mul.Host.Profiles.Plans;
using Mul.Host.Simulation;
using static Mul.Host.Tests.Simulation.Plans;

namespace Mul.Host.Tests.Simulation;

public sealed class ForecastSpecs
{
    // The exact cases of measuring.md, section 4: 5 routees, 40 × 100 ms, blocking, threads that all wake.
    [Theory]
    [InlineData(3, 30, 1.6)]
    [InlineData(3, 0, 1.4)]
    [InlineData(2, 30, 2.4)]
    [InlineData(2, 0, 2.0)]
    public void A_pilot_of_exact_service_times_gives_the_exact_makespan(int threads, int throughput, double seconds) =>
        Assert.Equal(seconds, Forecast.Of(Plan(Pool(Fixed(threads, throughput), routees: 5), Job(wait: 100))).Makespan.Median, 9);

    [Fact]
    public void Jobs_that_all_take_as_long_still_have_a_band_of_five_per_cent_and_a_tick_of_the_clock()
    {
        var band = Forecast.Of(Plan(Pool(Fixed(3), routees: 5), Job(wait: 100))).Makespan;

        Assert.Equal((1.6 * 0.95) - 0.004, band.Low, 5);
        Assert.Equal((1.6 * 1.05) + 0.004, band.High, 5);
        Assert.True(band.Holds(1.6));
        Assert.False(band.Holds(1.7));
    }

    [Fact]
    public void Of_two_makespans_that_are_alike_likely_the_band_holds_both_with_the_error_of_each()
    {
        // 40 jobs one after another: 4 s or 8 s.
        var plan = Plan(Pool(Fixed(1), routees: 1), Job(wait: 100)) with { Shared = [new Shared(40, [TimeSpan.Zero, TimeSpan.FromMilliseconds(100)], ProcessPace.Same)] };

        var band = Forecast.Of(plan).Makespan;

        // A tenth of the runs around either is beyond its end: 1.28 of 1.64 standard deviations.
        Assert.InRange(band.Low, 4 * 0.95, 4 * 0.97);
        Assert.InRange(band.High, 8 * 1.03, 8 * 1.05);
    }

    [Fact]
    public void The_first_jobs_of_a_pool_that_opens_connections_wait_for_a_thread_that_hears_of_it()
    {
        // On one core: two downloads one after the other, 50 ms each, beside 100 ms of work.
        var downloaders = Pool(ThreadPool(), routees: 1, Handling.Async);
        var plan = Plan(downloaders, Job(wait: 50)) with
        {
            Pools = [downloaders, Pool(ThreadPool(), routees: 1)],
            PoolOfJob = [0, 1, 0],
            Pilots = [[Job(wait: 50).Demand], [Job(cpu: 100).Demand]],
            Shared = [new Shared(1, [], ProcessPace.Same), new Shared(1, [], ProcessPace.Same)],
            Cores = 1,
        };

        Assert.Equal(0.15, Forecast.Of(plan).Makespan.Median, 9);
        Assert.Equal(0.2, Forecast.Of(plan with { Pools = [downloaders with { OpensConnections = true }, plan.Pools[1]] }).Makespan.Median, 9);
    }

    [Fact]
    public void What_a_round_shares_does_not_cancel_out_within_it()
    {
        // Three routees, three jobs: one round of 100 ms ± 10, where jobs of their own would almost never all be early.
        var plan = Plan(Pool(Fixed(3), routees: 3), Job(wait: 100)) with { PoolOfJob = new int[3] };

        var band = Forecast.Of(plan with { Shared = [new Shared(3, [TimeSpan.FromMilliseconds(-10), TimeSpan.FromMilliseconds(10)], ProcessPace.Same)] }).Makespan;

        Assert.True(band.Holds(0.09));
        Assert.True(band.Holds(0.11));
    }

    [Fact]
    public void What_a_process_shares_does_not_cancel_out_over_all_its_jobs()
    {
        var plan = Plan(Pool(Fixed(1), routees: 1), Job(cpu: 100));

        // Student's t with 5 degrees of freedom is within ±2.02 nine times of ten.
        var band = Forecast.Of(plan with { Shared = [new Shared(1, [], new ProcessPace(1, 0.1, 5))] }).Makespan;

        Assert.InRange(band.Low, 4 * (1 - 0.25), 4 * (1 - 0.16));
        Assert.InRange(band.High, 4 * (1 + 0.16), 4 * (1 + 0.25));
    }

    [Fact]
    public void That_processes_compute_at_paces_far_apart_makes_no_band_of_jobs_that_wait_narrower()
    {
        // On one thread 40 jobs that wait, 4 s, and one that computes, 10 ms.
        var plan = Plan(Pool(Fixed(1), routees: 1), Job(wait: 100)) with
        {
            Pools = [Pool(Fixed(1), routees: 1), Pool(Fixed(1), routees: 1)],
            PoolOfJob = [.. new int[40], 1],
            Pilots = [[Job(wait: 100).Demand], [Job(cpu: 10).Demand]],
            Shared = [new Shared(1, [], ProcessPace.Same), new Shared(1, [], new ProcessPace(1, 0.2, 5))],
        };

        var band = Forecast.Of(plan).Makespan;

        Assert.Equal((4.01 * 0.95) - 0.004, band.Low, 3);
        Assert.Equal((4.01 * 1.05) + 0.004, band.High, 3);
    }

    [Fact]
    public void What_is_at_once_is_service_time_over_makespan()
    {
        // 40 · 0.1 s ÷ 1.6 s.
        var pool = Forecast.Of(Plan(Pool(Fixed(3), routees: 5), Job(wait: 100))).Pools.Single();

        Assert.Equal(("workers", 2.5), (pool.Name, Math.Round(pool.Concurrency, 9)));
    }

    [Fact]
    public void The_knee_is_that_of_the_pilots_mean_job() =>
        // 2 · (1 + 30 ÷ 10).
        Assert.Equal(8, Forecast.Of(Plan(Pool(Fixed(3), routees: 5), Job(cpu: 5, wait: 20), Job(cpu: 15, wait: 40))).Pools.Single().Knee);

    // 2 · (1 + 99 ÷ 1) would be 200, of jobs that only wait or do nothing it would be without end, and there are 40 jobs.
    [Theory]
    [InlineData(1, 99)]
    [InlineData(0, 99)]
    [InlineData(0, 0)]
    public void No_more_routees_are_advised_than_there_are_jobs(double cpu, double wait) =>
        Assert.Equal(40, Forecast.Of(Plan(Pool(Pinned(), routees: 5), Job(cpu, wait))).Pools.Single().Knee);

    [Fact]
    public void A_pilot_of_unequal_jobs_gives_a_band_around_their_mean()
    {
        // One routee does 40 jobs of 100 or 300 ms one after another: from 4 s to 12 s, 8 s in the middle, each ± 5 %.
        var band = Forecast.Of(Plan(Pool(Fixed(1), routees: 1), Job(wait: 100), Job(wait: 300))).Makespan;

        Assert.InRange(band.Low, 4 * 0.95, 7.9);
        Assert.InRange(band.High, 8.1, 12 * 1.05);
        Assert.InRange(band.Median, band.Low, band.High);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_bound_is_that_of_the_pilots_mean_job_whichever_jobs_are_drawn(ulong seed)
    {
        // 40 · 0.1 s ÷ 3.
        var bound = Forecast.Of(Plan(Pool(Fixed(3), routees: 5), Job(wait: 90), Job(wait: 110)) with { Seed = seed }).Bound;

        Assert.Equal("Fixed-3", bound.Name);
        Assert.Equal(4000 / 3.0, bound.Makespan.TotalMilliseconds, 3);
    }

    [Fact]
    public void No_bound_is_above_the_makespans_that_are_predicted_but_for_a_tick_of_the_clock()
    {
        // 2 s is what 40 · 0.1 s on two threads take, and five per cent less is in the band.
        var exact = Forecast.Of(Plan(Pool(Fixed(2, throughput: 0), routees: 5), Job(wait: 100)));
        var drawn = Forecast.Of(Plan(Pool(Fixed(2), routees: 2), Job(cpu: 100)) with { Shared = [new Shared(2, [], new ProcessPace(1, 0.1, 5))] });

        Assert.Equal(1.9, exact.Bound.Makespan.TotalSeconds, 5);
        Assert.True(drawn.Makespan.Low < 1.8);
        Assert.Equal(drawn.Makespan.Low + 0.004, drawn.Bound.Makespan.TotalSeconds, 6);
    }

    [Fact]
    public void Equal_seeds_predict_alike()
    {
        var plan = Plan(Pool(Fixed(2), routees: 5), Job(wait: 100), Job(wait: 137), Job(wait: 311));

        Assert.Equal(Forecast.Of(plan).Makespan, Forecast.Of(plan).Makespan);
        Assert.NotEqual(Forecast.Of(plan).Makespan, Forecast.Of(plan with { Seed = 2 }).Makespan);
    }

    [Theory]
    [InlineData(0, 200)]
    [InlineData(100, 200)]
    [InlineData(100_000, 100)]
    [InlineData(10_000_000, 9)]
    public void Many_jobs_are_simulated_less_often(int jobs, int runs) =>
        Assert.Equal(runs, (Plan(Pool(Fixed(1), 1), Job(wait: 1)) with { PoolOfJob = new int[jobs] }).Runs);

    private static ForecastPlan Plan(PoolPlan pool, params PlannedJob[] pilot) => new()
    {
        Pools = [pool],
        PoolOfJob = new int[40],
        Pilots = [[.. pilot.Select(job => job.Demand)]],
        Cores = 2,
    };
}
