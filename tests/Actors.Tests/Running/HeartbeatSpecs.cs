using System.Diagnostics;
using Akka.Actor;
using Akka.TestKit.Xunit2;
using Mul.Actors.Running;
using static Mul.Actors.Running.HeartbeatProtocol;

namespace Mul.Actors.Tests.Running;

public sealed class HeartbeatSpecs() : TestKit(Patience.Hocon)
{
    [Fact]
    public async Task It_reports_by_how_much_each_beat_was_late_in_order()
    {
        var heartbeat = Sys.ActorOf(Heartbeat.PropsFor());
        var begun = Stopwatch.GetTimestamp();
        var hour = 3600 * Stopwatch.Frequency;

        heartbeat.Tell(new Beat(begun - (2 * hour)));
        heartbeat.Tell(new Beat(begun - hour));
        heartbeat.Tell(new Beat(begun));
        heartbeat.Tell(Report.Instance);

        var delays = (await ExpectMsgAsync<Delays>()).Ticks;
        var elapsed = Stopwatch.GetTimestamp() - begun;
        Assert.Equal(3, delays.Count);
        Assert.InRange(delays[0], 2 * hour, (2 * hour) + elapsed);
        Assert.InRange(delays[1], hour, hour + elapsed);
        Assert.InRange(delays[2], 0, elapsed);
    }

    [Fact]
    public async Task A_report_is_not_changed_by_later_beats()
    {
        var heartbeat = Sys.ActorOf(Heartbeat.PropsFor());

        heartbeat.Tell(Report.Instance);
        heartbeat.Tell(new Beat(0));
        heartbeat.Tell(Report.Instance);

        var (first, second) = (await ExpectMsgAsync<Delays>(), await ExpectMsgAsync<Delays>());
        Assert.Empty(first.Ticks);
        Assert.Single(second.Ticks);
    }

    [Fact]
    public void It_is_an_ordinary_actor_on_whatever_the_profile_makes_of_the_default_dispatcher()
    {
        Assert.Equal("akka.actor.default-dispatcher", Heartbeat.PropsFor().Dispatcher);
        Assert.Equal("akka.actor.default-dispatcher", TimerHeartbeat.PropsFor(TimeSpan.FromMilliseconds(10)).Dispatcher);
    }
}
