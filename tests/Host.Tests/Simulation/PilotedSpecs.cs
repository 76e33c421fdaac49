using Mul.Actors.Jobs;
using Mul.Actors.Running;
using Mul.Host.Simulation;

namespace Mul.Host.Tests.Simulation;

public sealed class PilotedSpecs
{
    [Fact]
    public void What_the_instrument_uses_by_the_clock_is_not_the_jobs()
    {
        // 1 ms of CPU a job, and a tenth of a core beside it: 1 + 0.1 · 120 = 13 ms alone, 1 + 0.1 · 10 = 2 ms at once.
        var piloted = new Piloted(Run(120, cpu: 13, makespan: 120), Run(120, cpu: 2, makespan: 10), AtOnce: 12, Cores: 2, Handling.Async);

        Assert.Equal(0.1, piloted.InstrumentShare, 9);
        Assert.Equal([new JobDemand(Ms(1), Ms(119))], piloted.DemandsFor(atOnce: 1).Later);
    }

    [Fact]
    public void Jobs_that_compute_do_so_for_as_long_as_they_take_beside_each_other()
    {
        var piloted = new Piloted(Run(100, cpu: 101, makespan: 100), Run(110, cpu: 109, makespan: 55), AtOnce: 2, Cores: 2, Handling.Async);

        Assert.Equal([new JobDemand(Ms(100), Ms(0))], piloted.DemandsFor(atOnce: 1).Later);
        Assert.Equal([new JobDemand(Ms(110), Ms(0))], piloted.DemandsFor(atOnce: 8).Later);
    }

    [Fact]
    public void Jobs_that_wait_beside_others_wait_in_proportion_to_them()
    {
        // Eleven at once on two cores: the last has half of its 0.8 ms after six turns of 0.4, waits 99.2 and has the other half: 2.4 + 99.2 + 0.4 = 102.
        // They took 132 ms, 30 more; beside ten others, so half of that beside five.
        var piloted = new Piloted(Run(100, cpu: 0.8, makespan: 100), Run(122, cpu: 0.8, makespan: 12, jobs: 11), AtOnce: 11, Cores: 2, Handling.Async);

        Assert.All(piloted.DemandsFor(atOnce: 1).Later, demand => Assert.Equal(Ms(99.2), demand.Wait));
        Assert.All(piloted.DemandsFor(atOnce: 6).Later, demand => Assert.Equal(Ms(99.2 + 15), demand.Wait));
        Assert.All(piloted.DemandsFor(atOnce: 11).Later, demand => Assert.Equal(Ms(99.2 + 30), demand.Wait));
    }

    [Fact]
    public void What_one_job_alone_varies_by_and_many_beside_each_other_do_not_is_shared_by_a_round()
    {
        var alone = Run(100, cpu: 1, makespan: 100) with { Services = [Ms(98), Ms(100), Ms(102)] };
        var together = Run(110, cpu: 1, makespan: 12, jobs: 10);

        Assert.Equal([Ms(-2), Ms(0), Ms(2)], new Piloted(alone, together, AtOnce: 10, Cores: 2, Handling.Async).RoundOffsets);
        Assert.Empty(new Piloted(together, alone, AtOnce: 10, Cores: 2, Handling.Async).RoundOffsets);
    }

    [Fact]
    public void A_job_that_took_longer_alone_than_beside_others_was_held_up_by_something_else()
    {
        var piloted = new Piloted(Run(5_000, cpu: 1, makespan: 5_000), Run(120, cpu: 1, makespan: 12), AtOnce: 10, Cores: 2, Handling.Async);

        Assert.Equal([new JobDemand(Ms(1), Ms(119))], piloted.DemandsFor(atOnce: 1).Later);
    }

    [Fact]
    public void A_pilot_of_one_job_at_a_time_says_nothing_of_what_many_do_to_each_other()
    {
        var alone = Run(100, cpu: 0, makespan: 100) with { Services = [Ms(98), Ms(100), Ms(105)] };

        var demands = new Piloted(alone, alone, AtOnce: 1, Cores: 2, Handling.Async).DemandsFor(atOnce: 50);

        Assert.Equal(alone.Services, demands.First.Select(demand => demand.Service));
        Assert.Equal(alone.Services, demands.Later.Select(demand => demand.Service));
    }

    [Fact]
    public void Jobs_that_take_turns_beside_each_other_take_no_longer_on_their_own()
    {
        // Beside each other one of four takes 40 ms more, on its own none does.
        var together = Run(100, cpu: 1, makespan: 40, jobs: 4) with { Services = [Ms(100), Ms(100), Ms(100), Ms(140)] };

        var demands = new Piloted(Run(100, cpu: 1, makespan: 100), together, AtOnce: 4, Cores: 2, Handling.Async).DemandsFor(atOnce: 1).Later;

        Assert.Equal(100, demands.Average(demand => demand.Service.TotalMilliseconds), 9);
    }

    [Fact]
    public void A_first_round_in_which_all_come_at_once_says_nothing_of_the_later_ones()
    {
        // Two rounds of three at once, 90 and 30 ms where one alone takes 30: 120 in all, as simulated.
        var together = Run(60, cpu: 0, makespan: 20, jobs: 6) with { Services = [Ms(90), Ms(90), Ms(90), Ms(30), Ms(30), Ms(30)] };
        var piloted = new Piloted(Run(30, cpu: 0, makespan: 30), together, AtOnce: 3, Cores: 2, Handling.Async);

        Assert.All(piloted.DemandsFor(atOnce: 3).First, demand => Assert.Equal(Ms(90), demand.Service));
        Assert.All(piloted.DemandsFor(atOnce: 2).First, demand => Assert.Equal(Ms(60), demand.Service));
        Assert.All(piloted.DemandsFor(atOnce: 3).Later, demand => Assert.Equal(Ms(30), demand.Service));
    }

    [Fact]
    public void A_process_that_was_held_up_is_not_the_typical_one()
    {
        Assert.Equal(Ms(101), PilotRun.Typical([Run(101, cpu: 1, makespan: 101), Run(900, cpu: 1, makespan: 900), Run(99, cpu: 1, makespan: 99)]).MeanService);
    }

    [Fact]
    public void A_job_that_was_cut_off_counts_by_the_time_it_had()
    {
        // Two of 100 ms, and one that was ended after 50: 25 ms of CPU on two and a half jobs.
        JobRecord[] records = [Record(0, 100), Record(100, 200), Record(200, 250, OutcomeKind.Cancelled), default];

        var run = PilotRun.Of(records, Ms(250), Ms(25))!;

        Assert.Equal([Ms(100), Ms(100)], run.Services);
        Assert.Equal((Ms(10), Ms(100)), (run.CpuPerJob, run.MakespanPerJob));
    }

    [Fact]
    public void A_job_that_failed_after_all_its_retries_took_its_time_too()
    {
        JobRecord[] records = [Record(0, 100), Record(100, 1100, OutcomeKind.Failed)];

        var run = PilotRun.Of(records, Ms(1100), Ms(20))!;

        Assert.Equal([Ms(100), Ms(1000)], run.Services);
        Assert.Equal((Ms(10), Ms(550)), (run.CpuPerJob, run.MakespanPerJob));
    }

    [Fact]
    public void Processes_that_are_pooled_are_known_one_by_one()
    {
        var pooled = PilotRun.Pooled([Run(90, cpu: 90, makespan: 45), Run(100, cpu: 100, makespan: 50), Run(110, cpu: 110, makespan: 55)]);

        Assert.Equal(Ms(100), pooled.MedianService);
        Assert.Equal((Ms(100), Ms(50)), (pooled.CpuPerJob, pooled.MakespanPerJob));
        Assert.Equal([Ms(90), Ms(100), Ms(110)], pooled.Processes);
    }

    [Fact]
    public void Every_pilot_says_by_how_much_processes_differ_and_those_under_the_profile_how_long_they_take()
    {
        var alone = PilotRun.Pooled([Run(90, cpu: 90, makespan: 90), Run(110, cpu: 110, makespan: 110)]);
        var together = PilotRun.Pooled([Run(99, cpu: 99, makespan: 99), Run(101, cpu: 101, makespan: 101)]);
        var piloted = new Piloted(alone, together, AtOnce: 2, Cores: 2, Handling.Blocking);

        Assert.Equal((1, 2), (piloted.Pace.Mean, piloted.Pace.Freedom));
        Assert.Equal((1.2, 3), Rounded((piloted with { Own = [Run(120, cpu: 120, makespan: 60), Run(120, cpu: 120, makespan: 60)] }).Pace));

        static (double Mean, int Freedom) Rounded(ProcessPace pace) => (Math.Round(pace.Mean, 9), pace.Freedom);
    }

    [Fact]
    public void What_the_first_job_of_a_routee_took_longer_is_left_to_first_jobs()
    {
        // Two routees: 30 ms each at first, then 10.
        JobRecord[] records = [Record(0, 30, routee: 0), Record(0, 30, routee: 1), Record(30, 40, routee: 0), Record(30, 40, routee: 1)];
        var together = PilotRun.Pooled([Run(10, cpu: 10, makespan: 5), Run(10, cpu: 10, makespan: 5)]);

        var piloted = new Piloted(together, together, AtOnce: 2, Cores: 2, Handling.Blocking) { Own = [PilotRun.Of(records, Ms(40), Ms(80))!] };

        Assert.Equal(1, piloted.Pace.Mean, 9);
        Assert.All(piloted.DemandsFor(atOnce: 2).First, demand => Assert.Equal(new JobDemand(Ms(30), Ms(0)), demand));
        Assert.All(piloted.DemandsFor(atOnce: 2).Later, demand => Assert.Equal(new JobDemand(Ms(10), Ms(0)), demand));
    }

    [Fact]
    public void First_jobs_took_no_longer_than_leaves_later_ones_as_long_as_with_a_routee_per_core()
    {
        // 40 ms and 10 by the clock, of 50 of CPU: later jobs took 20 there as well, but beside fewer others.
        JobRecord[] records = [Record(0, 40, routee: 0), Record(40, 50, routee: 0)];
        var together = PilotRun.Pooled([Run(20, cpu: 20, makespan: 10), Run(20, cpu: 20, makespan: 10)]);

        var piloted = new Piloted(together, together, AtOnce: 2, Cores: 2, Handling.Blocking) { Own = [PilotRun.Of(records, Ms(25), Ms(50))!] };

        Assert.Equal(1, piloted.Pace.Mean, 9);
        Assert.Equal([Ms(30), Ms(30)], piloted.DemandsFor(atOnce: 2).First.Select(demand => demand.Cpu));
    }

    [Fact]
    public void Routees_with_one_job_each_do_not_tell_what_a_second_one_would_take()
    {
        JobRecord[] records = [Record(0, 30, routee: 0), Record(0, 30, routee: 1)];

        Assert.Equal(FirstJobs.LikeTheOthers, PilotRun.Of(records, Ms(30), Ms(60))!.First);
    }

    [Fact]
    public void No_job_is_shorter_for_being_the_first()
    {
        JobRecord[] records = [Record(0, 10, routee: 0), Record(10, 30, routee: 0)];

        Assert.Equal(new FirstJobs(0.5, 1), PilotRun.Of(records, Ms(30), Ms(30))!.First);
    }

    [Fact]
    public void A_pilot_that_is_both_counts_once()
    {
        var alone = PilotRun.Pooled([Run(90, cpu: 90, makespan: 90), Run(110, cpu: 110, makespan: 110)]);

        Assert.Equal(1, new Piloted(alone, alone, AtOnce: 1, Cores: 2, Handling.Blocking).Pace.Freedom);
    }

    [Fact]
    public void A_pilot_that_lost_every_job_says_nothing() =>
        Assert.Null(PilotRun.Of([Record(0, 100, OutcomeKind.Failed)], Ms(100), Ms(1)));

    private static TimeSpan Ms(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    private static PilotRun Run(double service, double cpu, double makespan, int jobs = 1) =>
        new([.. Enumerable.Repeat(Ms(service), jobs)], Ms(cpu), Ms(makespan), TimeSpan.Zero);

    private static JobRecord Record(double started, double finished, OutcomeKind outcome = OutcomeKind.Completed, int routee = 0) => new()
    {
        Routee = routee,
        Enqueued = VirtualTime.Begin,
        Started = VirtualTime.Begin + VirtualTime.Ticks(Ms(started)),
        Finished = VirtualTime.Begin + VirtualTime.Ticks(Ms(finished)),
        Outcome = outcome,
    };
}
