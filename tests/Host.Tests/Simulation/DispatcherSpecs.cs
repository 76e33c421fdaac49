using Akka.Routing;
using Mul.Actors.Jobs;
using Mul.Host.Profiles.Knowledge;
using Mul.Host.Simulation;
using static Mul.Host.Tests.Simulation.Plans;

namespace Mul.Host.Tests.Simulation;

/// <summary>Cases whose answer can be worked out on paper, or was seen with Akka.NET 1.5.74 on 2 cores.</summary>
public sealed class DispatcherSpecs
{
    [Theory]
    [InlineData(3, 30, 1600)] // 3 mailboxes of 8 jobs, then 2.
    [InlineData(3, 1, 1400)] // 20 turns of 2 jobs: 7 rounds of 3.
    [InlineData(2, 30, 2400)] // 5 mailboxes: 3 rounds of 2.
    [InlineData(2, 1, 2000)] // 10 rounds of 2 turns.
    public void Forty_blocking_jobs_on_five_routees_take_as_long_as_threads_and_turns_allow(int threads, int throughput, double milliseconds) =>
        Assert.Equal(milliseconds, Makespan(Of(Pool(Fixed(threads, throughput), routees: 5), Jobs(40, wait: 100))));

    [Fact]
    public void A_throughput_of_1_gives_turns_of_two_messages() =>
        Assert.Equal("A A B B A A B B", StartOrder(Of(Pool(Fixed(threads: 1, throughput: 1), routees: 2), Jobs(8, wait: 20))));

    [Fact]
    public void On_the_clrs_pool_a_routee_keeps_its_thread_whatever_its_throughput() =>
        Assert.Equal("A A A A B B B B", StartOrder(Of(Pool(ThreadPool(throughput: 1), routees: 2), Jobs(8, cpu: 20), cores: 1)));

    [Theory]
    [InlineData(8, 8, 32, 30, 800)] // Each of two threads drains four mailboxes of 4 × 50 ms: nothing is put into the queue again.
    [InlineData(8, 8, 32, 1, 400)] // Second turns wake the rest: 2, 4 and 6 threads in the first three 100 ms. Seen: 301 to 416.
    [InlineData(8, 32, 32, 1, 800)] // One job for each mailbox: again nothing wakes the rest.
    [InlineData(16, 64, 128, 1, 3200)] // Seen: 3211.
    [InlineData(2, 8, 32, 30, 800)]
    public void A_burst_wakes_as_many_fork_join_threads_as_there_are_cores(int threads, int routees, int jobs, int throughput, double milliseconds) =>
        Assert.Equal(milliseconds, Makespan(Of(Pool(ForkJoin(threads, throughput), routees), Jobs(jobs, wait: 50))));

    [Fact]
    public void Jobs_told_one_by_one_wake_one_fork_join_thread_each()
    {
        var plan = Of(Pool(ForkJoin(threads: 8, throughput: 1), routees: 8), Jobs(32, wait: 50));

        // The last of 8 mailboxes begins 14 ms in and runs 4 jobs. Seen: 215.
        Assert.Equal(214, Makespan(plan with { TellTime = TimeSpan.FromMilliseconds(2) }));
    }

    [Fact]
    public void While_fork_join_threads_take_their_time_to_wake_a_longer_burst_wakes_no_more_of_them()
    {
        var plan = Of(Pool(ForkJoin(threads: 8), routees: 8), Jobs(8, wait: 50)) with { TellTime = TimeSpan.FromMilliseconds(1) };

        Assert.Equal(8, Engine.Run(plan).Threads);
        Assert.Equal(2, Engine.Run(plan with { WakeUpTime = LogUniform.Exactly(TimeSpan.FromMilliseconds(10)) }).Threads);
    }

    [Fact]
    public void A_fork_join_thread_that_wakes_where_jobs_compute_has_no_core_before_the_burst_is_over()
    {
        // The burst takes 0.15 ms. The first two threads run after 0.05 ms and have the cores for 4 ms.
        var plan = Of(Pool(ForkJoin(threads: 8), routees: 16), Jobs(16, wait: 50)) with
        {
            TellTime = TimeSpan.FromMicroseconds(10),
            WakeUpTime = LogUniform.Exactly(TimeSpan.FromMicroseconds(50)),
            Slice = TimeSpan.FromMilliseconds(4),
        };

        Assert.Equal(6, Engine.Run(plan).Threads);
        Assert.Equal(4, Engine.Run(plan with { Jobs = Jobs(16, cpu: 20) }).Threads);
    }

    [Fact]
    public void Pinned_routees_have_a_thread_each()
    {
        var result = Engine.Run(Of(Pool(Pinned(), routees: 64), Jobs(128, wait: 50)));

        Assert.Equal(100, result.Makespan.TotalMilliseconds);
        Assert.Equal(64, result.Threads);
    }

    [Fact]
    public void Blocking_jobs_on_the_channel_run_one_at_a_time_and_hold_up_whoever_tells_them()
    {
        var result = Engine.Run(Of(Pool(Channel(), routees: 8), Jobs(16, wait: 50)));

        Assert.Equal(800, result.Makespan.TotalMilliseconds);
        Assert.All(result.Records, (job, id) => Assert.Equal((50 * id, id % 8), (At(job.Enqueued), job.Routee)));
    }

    [Fact]
    public void Async_jobs_on_the_channel_overlap() =>
        Assert.Equal(100, Makespan(Of(Pool(Channel(), routees: 8, Handling.Async), Jobs(16, wait: 50))));

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    public void Async_jobs_in_flight_are_bounded_by_routees_and_not_by_threads(int threads) =>
        Assert.Equal(100, Makespan(Of(Pool(Fixed(threads), routees: 64, Handling.Async), Jobs(128, wait: 50))));

    [Theory]
    [InlineData(false, 100)]
    [InlineData(true, 150)]
    public void A_wait_for_a_new_connection_begins_when_a_thread_of_the_clrs_pool_has_heard_that_it_is_open(bool opensConnection, double milliseconds)
    {
        // One core, which a job has for 100 ms after the first half of another had none of it: that waits 50 ms meanwhile, or from then on.
        var downloaders = Pool(ThreadPool(), routees: 1, Handling.Async);
        var crunchers = Pool(ThreadPool(), routees: 1);
        PlannedJob[] jobs = [Job(wait: 50, pool: 0) with { OpensConnection = opensConnection }, Job(cpu: 100, pool: 1)];

        Assert.Equal(milliseconds, Makespan(new SimulationPlan { Pools = [downloaders, crunchers], Jobs = jobs, Cores = 1 }));
    }

    [Fact]
    public void A_new_connection_is_heard_of_at_once_where_nobody_uses_the_clrs_pool()
    {
        var downloaders = Pool(Fixed(1), routees: 1, Handling.Async);
        var crunchers = Pool(Fixed(1), routees: 1);
        PlannedJob[] jobs = [Job(wait: 50, pool: 0) with { OpensConnection = true }, Job(cpu: 100, pool: 1)];

        Assert.Equal(100, Makespan(new SimulationPlan { Pools = [downloaders, crunchers], Jobs = jobs, Cores = 1 }));
    }

    [Fact]
    public void What_follows_an_await_needs_a_thread_again()
    {
        // One thread, two routees, 10 ms on the core, 50 ms away, 10 ms on the core: 10, 20 | 60 – 70, 70 – 80.
        var result = Engine.Run(Of(Pool(Fixed(1), routees: 2, Handling.Async), Jobs(2, cpu: 20, wait: 50)));

        Assert.Equal([70, 80], result.Records.Select(job => At(job.Finished)));
    }

    [Fact]
    public void While_a_routee_awaits_its_next_message_stays_in_the_mailbox()
    {
        var result = Engine.Run(Of(Pool(Fixed(4), routees: 1, Handling.Async), Jobs(3, wait: 50)));

        Assert.Equal([0, 50, 100], result.Records.Select(job => At(job.Started)));
    }

    [Fact]
    public void Work_on_more_threads_than_cores_shares_the_cores()
    {
        // Four threads on two cores: 10 ms jobs take 20. The last two have the cores to themselves.
        var result = Engine.Run(Of(Pool(Fixed(4), routees: 6), Jobs(6, cpu: 10), cores: 2));

        Assert.Equal([20, 20, 20, 20, 30, 30], result.Records.Select(job => At(job.Finished)));
        Assert.Equal(60, result.CoreTime.TotalMilliseconds);
    }

    [Fact]
    public void A_short_job_leaves_the_shared_core_to_the_long_one()
    {
        // Together until each has had 10 ms, then the other 20 ms alone.
        var result = Engine.Run(Of(Pool(Fixed(2), routees: 2), [Job(cpu: 10), Job(cpu: 30)], cores: 1));

        Assert.Equal([20, 40], result.Records.Select(job => At(job.Finished)));
    }

    [Fact]
    public void Waiting_takes_no_core()
    {
        var result = Engine.Run(Of(Pool(Fixed(8), routees: 8), Jobs(8, cpu: 10, wait: 100), cores: 2));

        Assert.Equal(140, result.Makespan.TotalMilliseconds);
        Assert.Equal(80, result.CoreTime.TotalMilliseconds);
    }

    [Fact]
    public void The_clrs_pool_begins_with_the_cores_tries_one_more_and_adds_one_per_half_second_of_standstill()
    {
        // Seen on 2 cores: threads at 0, 0, 0.76, 1.76, 2.0 and 5.3 s, the gate's half seconds having begun before the first job.
        var result = Engine.Run(Of(Pool(ThreadPool(), routees: 16), Jobs(16, wait: 2000)));

        var joined = result.Records.GroupBy(job => job.Thread).Select(thread => At(thread.Min(job => job.Started))).Order();

        Assert.Equal([0, 0, 500, 1000, 1500, 2000], joined);
    }

    [Fact]
    public void A_clr_pool_that_keeps_taking_up_work_adds_no_thread_after_its_trial()
    {
        // Seen with 64 routees, 128 × 50 ms on 2 cores: 3 threads, 2415 ms.
        var result = Engine.Run(Of(Pool(ThreadPool(), routees: 64), Jobs(128, wait: 50)));

        Assert.Equal(3, result.Threads);
        Assert.Equal(2200, result.Makespan.TotalMilliseconds);
    }

    [Fact]
    public void A_clr_pool_with_its_cores_full_adds_none() =>
        Assert.Equal(2, Engine.Run(Of(Pool(ThreadPool(), routees: 16), Jobs(16, cpu: 700))).Threads);

    [Fact]
    public void Pools_on_one_dispatcher_share_its_threads_and_pools_on_two_do_not()
    {
        PlannedJob[] jobs = [Job(wait: 100, pool: 0), Job(wait: 100, pool: 1)];
        SimulationPlan On(string first, string second) => new()
        {
            Pools = [Pool(Fixed(1) with { Id = first }, 1), Pool(Fixed(1) with { Id = second }, 1)],
            Jobs = jobs,
            Cores = 2,
        };

        Assert.Equal(200, Makespan(On("io", "io")));
        Assert.Equal(100, Makespan(On("io", "cpu")));
    }

    [Fact]
    public void A_context_that_nobody_knows_counts_as_the_clrs_pool() =>
        Assert.Equal(2, Engine.Run(Of(Pool(ThreadPool() with { Supply = ThreadSupply.Foreign }, 2), Jobs(2, wait: 5))).Threads);

    [Theory]
    [InlineData(0, 3)]
    [InlineData(100, 2)]
    public void A_burst_that_is_told_before_a_thread_of_the_clrs_pool_runs_finds_all_mailboxes_alike(double wakeUpMicroseconds, double rounds)
    {
        // Thirty jobs of 30 ms over sixteen routees: two each, unless the first to work have empty mailboxes while the rest is told.
        var plan = Of(Pool(ThreadPool(), routees: 16, Handling.Async, typeof(SmallestMailboxPool)), Jobs(30, cpu: 0.2, wait: 30)) with
        {
            TellTime = TimeSpan.FromMicroseconds(1),
            PoolWakeUpTime = TimeSpan.FromMicroseconds(wakeUpMicroseconds),
        };

        Assert.Equal(rounds, Math.Floor(Makespan(plan) / 30));
    }
}
