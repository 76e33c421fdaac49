using Akka.Actor;
using Akka.TestKit;
using Mul.Actors.Running;
using static Mul.Actors.Running.HeartbeatProtocol;

namespace Mul.Actors.Tests.Running;

public sealed class TimerHeartbeatSpecs() : Akka.TestKit.Xunit2.TestKit(
    "akka.scheduler.implementation = \"Akka.TestKit.TestScheduler, Akka.TestKit\"\n" + Patience.Hocon)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    [Fact]
    public async Task It_wakes_itself_once_in_each_interval()
    {
        var heartbeat = Sys.ActorOf(TimerHeartbeat.PropsFor(Interval));

        Assert.Equal(0, await WakeUpsAsync(heartbeat));
        for (var wakeUp = 1; wakeUp <= 3; wakeUp++)
        {
            Time.Advance(Interval);
            Assert.Equal(wakeUp, await WakeUpsAsync(heartbeat));
        }
    }

    [Fact]
    public async Task It_does_not_wake_before_the_interval_has_passed()
    {
        var heartbeat = Sys.ActorOf(TimerHeartbeat.PropsFor(Interval));
        await WakeUpsAsync(heartbeat);

        Time.Advance(0.9 * Interval);

        Assert.Equal(0, await WakeUpsAsync(heartbeat));
    }

    [Fact]
    public async Task Its_first_wake_up_comes_soon_however_rare_the_others_are()
    {
        var heartbeat = Sys.ActorOf(TimerHeartbeat.PropsFor(10 * Interval));
        await WakeUpsAsync(heartbeat);

        Time.Advance(Interval);
        Assert.Equal(1, await WakeUpsAsync(heartbeat));
        Time.Advance(9 * Interval);
        Assert.Equal(1, await WakeUpsAsync(heartbeat));
        Time.Advance(Interval);
        Assert.Equal(2, await WakeUpsAsync(heartbeat));
    }

    private TestScheduler Time => (TestScheduler)Sys.Scheduler;

    private async Task<int> WakeUpsAsync(IActorRef heartbeat)
    {
        heartbeat.Tell(Report.Instance);
        return (await ExpectMsgAsync<Delays>()).Ticks.Count;
    }
}
