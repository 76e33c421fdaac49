using System.Diagnostics;
using Akka.Actor;
using static Mul.Actors.Running.HeartbeatProtocol;

namespace Mul.Actors.Running;

/// <summary>A bystander: an ordinary actor on the default dispatcher, whose lateness is what the load did to everyone else.</summary>
public sealed class Heartbeat : ReceiveActor
{
    private readonly List<long> _delays = [];

    public Heartbeat()
    {
        Receive<Beat>(beat => _delays.Add(Stopwatch.GetTimestamp() - beat.Told));
        Receive<Report>(_ => Sender.Tell(new Delays([.. _delays])));
    }

    public static Props PropsFor() => Props.Create(() => new Heartbeat());
}
