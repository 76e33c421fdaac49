using System.Diagnostics;
using Akka.Actor;
using static Mul.Actors.Running.HeartbeatProtocol;

namespace Mul.Actors.Running;

/// <summary>A bystander: an ordinary actor on the default dispatcher, whose lateness is what the load did to everyone else.</summary>
internal sealed class Heartbeat : ReceiveActor
{
    /// <summary>Between two beats.</summary>
    public const int IntervalMilliseconds = 10;

    /// <summary>The same where other processes do the jobs: each beat wakes a thread of the CLR's pool, which spins for a while on a core that they need.</summary>
    public const int IntervalMillisecondsBesideNodes = 100;

    private readonly List<long> _delays = [];

    public Heartbeat()
    {
        Receive<Beat>(beat => _delays.Add(Stopwatch.GetTimestamp() - beat.Told));
        Receive<Report>(_ => Sender.Tell(new Delays([.. _delays])));
    }

    public static Props PropsFor() => Props.Create(() => new Heartbeat());
}
