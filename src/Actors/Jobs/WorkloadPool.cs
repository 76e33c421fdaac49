using Akka.Actor;
using Akka.Configuration;

namespace Mul.Actors.Jobs;

/// <summary>One kind of routee, deployed by a profile at <c>/user/NAME</c>.</summary>
/// <param name="name">Letters, digits and hyphens, a letter first.</param>
public abstract class WorkloadPool(string name)
{
    public string Name { get; } = name;

    /// <summary>
    /// Whether the first job of a routee that awaits opens a connection, as to a web server, and later ones use it. Default: no.
    /// <c>mul predict</c> asks: a thread of the CLR's pool has to hear that the connection is open before the request goes out,
    /// and where those threads compute, it hears it late.
    /// </summary>
    public virtual bool OpensConnections => false;

    /// <summary>Where a profile says how many routees it has at first.</summary>
    internal string RouteesKey => $"akka.actor.deployment./{Name}.nr-of-instances";

    /// <summary>Props of one routee, without router or dispatcher: those are the profile's.</summary>
    public abstract Props PropsFor(PoolSetup setup);

    /// <summary>What its handlers do with their thread under that profile. <see cref="Handling.Unknown"/> is found out by a pilot before the run.</summary>
    public abstract Handling HandlingFor(Config profile);
}

/// <summary>What a routee may need to know when it is made.</summary>
/// <param name="Profile">The profile over Mul's defaults.</param>
/// <param name="Options">The workload's options.</param>
/// <param name="Stopping">Cancelled when the run is stopping; the job in hand then answers <see cref="JobResult.Cancelled"/> within 50 ms.</param>
public sealed record PoolSetup(Config Profile, OptionValues Options, CancellationToken Stopping)
{
    /// <summary>The most jobs of the pool that may be in flight at once, as the profile is configured. Default: 1.</summary>
    public int AtOnce { get; init; } = 1;
}
