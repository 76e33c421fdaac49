using System.Diagnostics;
using Akka.Actor;
using static Mul.Actors.Running.HeartbeatProtocol;

namespace Mul.Actors.Running;

/// <summary>A bystander that wakes itself by an Akka timer: its lateness is what the load did to timers, which ride the CLR's thread pool.</summary>
/// <remarks>The scheduler's wheel turns every 10 ms, so an idle system shows delays up to that.</remarks>
internal sealed class TimerHeartbeat : ReceiveActor, IWithTimers
{
    private readonly List<long> _delays = [];
    private readonly TimeSpan _interval;
    private long _due;

    /// <param name="interval">Between a wake-up and the next; the first comes after <see cref="Heartbeat.IntervalMilliseconds"/> at the latest.</param>
    public TimerHeartbeat(TimeSpan interval)
    {
        _interval = interval;

        Receive<Wake>(_ =>
        {
            _delays.Add(Stopwatch.GetTimestamp() - _due);
            SetTimer(_interval);
        });
        Receive<Report>(_ => Sender.Tell(new Delays([.. _delays])));
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props PropsFor(TimeSpan interval) => Props.Create(() => new TimerHeartbeat(interval));

    // A run may be over before a rare timer ends.
    protected override void PreStart() => SetTimer(TimeSpan.FromMilliseconds(Math.Min(_interval.TotalMilliseconds, Heartbeat.IntervalMilliseconds)));

    private void SetTimer(TimeSpan interval)
    {
        _due = Stopwatch.GetTimestamp() + (long)(interval.TotalSeconds * Stopwatch.Frequency);
        Timers.StartSingleTimer(Wake.Instance, Wake.Instance, interval);
    }

    private sealed record Wake
    {
        public static Wake Instance { get; } = new();
    }
}
