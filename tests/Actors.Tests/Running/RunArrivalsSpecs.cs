using System.Diagnostics;
using Mul.Actors.Running;

namespace Mul.Actors.Tests.Running;

/// <summary>When a run tells its jobs.</summary>
public sealed class RunArrivalsSpecs : RunTestKit
{
    [Fact]
    public async Task A_window_is_refilled_when_half_of_it_is_answered()
    {
        MakeRunOf(jobs: 7, Arrivals.Window(4));
        await BeginAsync();

        Assert.Equal([0, 1, 2, 3], await ToldAsync());
        Answer(0);
        Assert.Empty(await ToldAsync());
        Answer(3);
        Assert.Equal([4, 5], await ToldAsync());
        Answer(1);
        Answer(2);
        Assert.Equal([6], await ToldAsync());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(100)]
    [InlineData((2 * RunActor.Batch) + 1)]
    public async Task A_window_is_filled_and_never_exceeded(int window)
    {
        var jobs = 3 * window;
        MakeRunOf(jobs, Arrivals.Window(window));
        await BeginAsync();

        await Pool.ReceiveNAsync(window, RemainingOrDefault).ToListAsync();
        Assert.Empty(await ToldAsync());
        for (var job = 0; job < jobs; job++)
        {
            Answer(job);
            if (job % 100 == 0 || job < 10)
            {
                await ToldAsync();
                Assert.InRange(Written.Told - Written.Answered, 0, window);
            }
        }

        Assert.Equal(jobs, (await FinishedAsync()).Answered);
    }

    [Fact]
    public async Task Open_arrivals_are_told_when_they_are_due_whether_or_not_earlier_ones_are_done()
    {
        MakeRunOf(jobs: 6, PerHour(1), maxSilence: TimeSpan.FromDays(1));
        await BeginAsync();

        Assert.Equal([0], await ToldAsync());
        Pulse(TimeSpan.FromHours(0.5));
        Assert.Empty(await ToldAsync());
        Pulse(TimeSpan.FromHours(3.5));
        Assert.Equal([1, 2, 3], await ToldAsync());
        Answer(0, finished: At(TimeSpan.FromHours(3.5)));
        Answer(1, finished: At(TimeSpan.FromHours(3.5)));
        Assert.Empty(await ToldAsync());
        Pulse(TimeSpan.FromHours(9));
        Assert.Equal([4, 5], await ToldAsync());
    }

    [Fact]
    public async Task An_open_arrival_is_stamped_at_its_scheduled_instant_however_late_it_is_told()
    {
        MakeRunOf(jobs: 4, PerHour(1), maxSilence: TimeSpan.FromDays(1));
        var before = Stopwatch.GetTimestamp();
        await BeginAsync();

        Pulse(TimeSpan.FromHours(100));
        await ToldAsync();

        var enqueued = Written.ToRecords().Select(record => record.Enqueued).ToArray();
        Assert.InRange(enqueued[0], before, Begun);
        Assert.Equal([0, 3600, 7200, 10800], enqueued.Select(at => (int)Math.Round((double)(at - enqueued[0]) / Stopwatch.Frequency)));
    }

    private static Arrivals PerHour(double jobs) => Arrivals.Rate(jobs / 3600);
}
