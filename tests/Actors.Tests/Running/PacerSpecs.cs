using System.Diagnostics;
using Akka.TestKit.Xunit2;
using Mul.Actors.Jobs;
using Mul.Actors.Running;
using static Mul.Actors.Running.HeartbeatProtocol;
using static Mul.Actors.Running.RunProtocol;

namespace Mul.Actors.Tests.Running;

public sealed class PacerSpecs() : TestKit(Patience.Hocon)
{
    private const int Enough = 25;

    [Fact]
    public async Task It_pulses_the_run_beats_the_heartbeat_at_every_tenth_pulse_and_counts_jobs_at_each()
    {
        var (run, heartbeat) = (CreateTestProbe(), CreateTestProbe());
        var (busy, idle) = (new PoolGauge(), new PoolGauge());
        busy.JobStarted();
        busy.JobStarted();

        using var pacer = new Pacer(run, heartbeat, [busy, idle]);
        var pulses = await run.ReceiveNAsync(Enough, RemainingOrDefault).Cast<Pulse>().ToListAsync();
        var samples = pacer.Finish();
        while (run.HasMessages)
        {
            pulses.Add(await run.ExpectMsgAsync<Pulse>());
        }

        var beats = await heartbeat.ReceiveNAsync((pulses.Count + 9) / 10, RemainingOrDefault).Cast<Beat>().ToListAsync();
        Assert.False(heartbeat.HasMessages);
        Assert.Equal(pulses.Select(pulse => pulse.Now).Order(), pulses.Select(pulse => pulse.Now));
        Assert.Equal(pulses.Where((_, index) => index % 10 == 0).Select(pulse => pulse.Now), beats.Select(beat => beat.Told));
        Assert.Equal(
            pulses.SelectMany(pulse => new[] { new InFlightSample(pulse.Now, 0, 2), new InFlightSample(pulse.Now, 1, 0) }),
            samples);
    }

    [Fact]
    public async Task Pulses_and_beats_come_as_often_as_each_is_asked_for()
    {
        var (run, heartbeat) = (CreateTestProbe(), CreateTestProbe());

        using var pacer = new Pacer(run, heartbeat, [], millisecondsPerPulse: 2, millisecondsPerBeat: 3);
        var pulses = await run.ReceiveNAsync(Enough, RemainingOrDefault).Cast<Pulse>().ToListAsync();
        var beats = await heartbeat.ReceiveNAsync(Enough * 2 / 3, RemainingOrDefault).Cast<Beat>().ToListAsync();

        Assert.Equal(
            pulses.Where((_, index) => index % 3 == 0).Select(pulse => pulse.Now).SkipLast(1),
            beats.Where((_, index) => index % 2 == 0).Select(beat => beat.Told).Take(Enough / 3));
    }

    [Fact]
    public async Task The_first_beat_comes_soon_however_rare_the_others_are()
    {
        using var pacer = new Pacer(TestActor, TestActor, [], millisecondsPerPulse: 1_000_000, millisecondsPerBeat: 1_000_000);

        await ExpectMsgAsync<Pulse>();
        await ExpectMsgAsync<Beat>();
    }

    [Fact]
    public async Task It_counts_what_is_in_flight_at_that_instant()
    {
        var run = CreateTestProbe();
        var gauge = new PoolGauge();

        using var pacer = new Pacer(run, TestActor, [gauge]);
        // The second pulse comes after the first count.
        await run.ReceiveNAsync(2, RemainingOrDefault).ToListAsync();
        gauge.JobStarted();
        var started = Stopwatch.GetTimestamp();
        // Pulses from before may still be waiting; the count that follows one from after it has been taken when the next one comes.
        await run.FishForMessageAsync<Pulse>(pulse => pulse.Now > started);
        await run.ExpectMsgAsync<Pulse>();

        var counts = pacer.Finish().Select(sample => sample.Jobs).ToList();
        Assert.Equal((0, 1), (counts[0], counts[^1]));
        Assert.Equal(counts.Order(), counts);
    }

    [Fact]
    public async Task After_its_end_nobody_hears_of_it()
    {
        var run = CreateTestProbe();
        using var pacer = new Pacer(run, TestActor, []);
        await run.ExpectMsgAsync<Pulse>();

        pacer.Finish();
        while (run.HasMessages)
        {
            await run.ExpectMsgAsync<Pulse>();
        }

        await run.ExpectNoMsgAsync(TimeSpan.FromMilliseconds(50));
    }
}
