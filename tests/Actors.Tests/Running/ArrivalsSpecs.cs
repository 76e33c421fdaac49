using System.Diagnostics;
using FsCheck;
using FsCheck.Xunit;
using Mul.Actors.Running;

namespace Mul.Actors.Tests.Running;

public sealed class ArrivalsSpecs
{
    private static readonly long Second = Stopwatch.Frequency;

    [Fact]
    public void All_at_once_all_jobs_are_due_from_the_beginning() =>
        Assert.Equal(int.MaxValue, Arrivals.AllAtOnce.Due(told: 0, answered: 0, elapsed: 0));

    [Theory]
    [InlineData(0, 0, 4)]
    [InlineData(4, 0, 0)]
    [InlineData(4, 1, 0)]
    [InlineData(4, 2, 2)]
    [InlineData(9, 9, 4)]
    public void A_window_of_four_is_filled_up_when_no_more_than_half_of_it_is_in_flight(int told, int answered, int due) =>
        Assert.Equal(due, Arrivals.Window(4).Due(told, answered, elapsed: 0));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void A_window_with_nothing_in_flight_is_filled(int window) =>
        Assert.Equal(window, Arrivals.Window(window).Due(told: 10, answered: 10, elapsed: 0));

    // Ten a second: job n is due n × 0.1 s after the first.
    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(1, 0.05, 0)]
    [InlineData(1, 0.15, 1)]
    [InlineData(3, 1.05, 8)]
    [InlineData(20, 1.05, -9)]
    public void Open_arrivals_are_due_by_the_clock_alone(int told, double seconds, int due)
    {
        var arrivals = Arrivals.Rate(10);

        Assert.Equal(Math.Max(0, due), Math.Max(0, arrivals.Due(told, answered: 0, (long)(seconds * Second))));
        Assert.Equal(arrivals.Due(told, 0, (long)(seconds * Second)), arrivals.Due(told, told, (long)(seconds * Second)));
    }

    [Fact]
    public void An_open_arrival_counts_from_its_scheduled_instant() =>
        Assert.Equal(1_000 + (7 * Second / 10), Arrivals.Rate(10).EnqueuedAt(told: 7, begun: 1_000, now: 99 * Second), tolerance: 1);

    [Fact]
    public void Any_other_arrival_counts_from_now()
    {
        Assert.Equal(55, Arrivals.AllAtOnce.EnqueuedAt(told: 7, begun: 1, now: 55));
        Assert.Equal(55, Arrivals.Window(3).EnqueuedAt(told: 7, begun: 1, now: 55));
    }

    [Property]
    public bool No_open_arrival_is_told_before_its_instant_nor_left_when_it_has_passed(PositiveInt jobsPerSecond, NonNegativeInt milliseconds)
    {
        var arrivals = Arrivals.Rate(jobsPerSecond.Get);
        var elapsed = milliseconds.Get * Second / 1_000;

        var due = arrivals.Due(told: 0, answered: 0, elapsed);

        return arrivals.EnqueuedAt(due - 1, begun: 0, now: 0) <= elapsed && arrivals.EnqueuedAt(due, begun: 0, now: 0) >= elapsed;
    }
}
