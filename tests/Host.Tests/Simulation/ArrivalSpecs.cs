using Mul.Actors.Running;
using Mul.Host.Simulation;
using static Mul.Host.Tests.Simulation.Plans;

namespace Mul.Host.Tests.Simulation;

public sealed class ArrivalSpecs
{
    [Fact]
    public void Jobs_by_rate_come_by_the_clock_whatever_has_finished()
    {
        var plan = Of(Pool(Fixed(1), routees: 1), Jobs(5, wait: 30)) with { Arrivals = Arrivals.Rate(100) };

        var jobs = Engine.Run(plan).Records;

        Assert.Equal([0, 10, 20, 30, 40], jobs.Select(job => At(job.Enqueued)));
        Assert.Equal([0, 30, 60, 90, 120], jobs.Select(job => At(job.Started)));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(333.3)]
    [InlineData(123456.789)]
    public void A_rate_that_is_no_whole_number_of_ticks_loses_no_job(double rate)
    {
        var plan = Of(Pool(Fixed(1), routees: 1), Jobs(1000)) with { Arrivals = Arrivals.Rate(rate) };

        var jobs = Engine.Run(plan).Records;

        Assert.Equal(999 * 1000 / rate, At(jobs[^1].Enqueued), 1e-3);
    }

    [Fact]
    public void A_window_is_refilled_when_half_of_it_has_finished()
    {
        var plan = Of(Pool(Fixed(8), routees: 4), [Job(wait: 10), Job(wait: 20), Job(wait: 30), Job(wait: 40), .. Jobs(2, wait: 5)]) with
        {
            Arrivals = Arrivals.Window(4),
        };

        Assert.Equal([0, 0, 0, 0, 20, 20], Engine.Run(plan).Records.Select(job => At(job.Enqueued)));
    }

    [Fact]
    public void Telling_takes_its_time()
    {
        var plan = Of(Pool(Fixed(8), routees: 8), Jobs(3, wait: 50)) with { TellTime = TimeSpan.FromMilliseconds(2) };

        Assert.Equal([0, 2, 4], Engine.Run(plan).Records.Select(job => At(job.Enqueued)));
    }

    [Fact]
    public void No_jobs_take_no_time()
    {
        var result = Engine.Run(Of(Pool(Fixed(1), routees: 1), []));

        Assert.Equal((TimeSpan.Zero, 0), (result.Makespan, result.Threads));
    }

    [Fact]
    public void Jobs_that_do_nothing_take_no_time_and_are_all_done() =>
        Assert.Equal(TimeSpan.Zero, Engine.Run(Of(Pool(Fixed(2), routees: 3), Jobs(10_000))).Makespan);
}
