using Akka.Configuration;
using Mul.Actors.Jobs;
using Mul.Host.Profiles.Knowledge;

namespace Mul.Host.Nodes;

/// <summary>What a profile says of nodes, <c>mul.nodes</c>.</summary>
/// <param name="Processes">Node processes that the run starts on this machine.</param>
/// <param name="Min">Nodes that must have joined before the first job is told, those included.</param>
/// <param name="Lease">How long a node keeps a job without renewing its lease; zero where there are no nodes.</param>
/// <param name="Listen">Where the coordinator listens: host and port, 0 = a free one.</param>
/// <param name="Tls">A folder of certificates by which the run and its nodes know each other; null = they speak without, and over loopback alone.</param>
internal sealed record NodeSettings(int Processes, int Min, TimeSpan Lease, string Listen, string? Tls = null)
{
    /// <summary>How many nodes are waited for, and counted with.</summary>
    public int Expected => Math.Max(Processes, Min);

    /// <summary>Whether the pools are anywhere but in the run's own process.</summary>
    public bool AreUsed => Expected > 0;

    /// <summary>Where to listen.</summary>
    /// <exception cref="UserException">It is no address, or one that must not be listened on.</exception>
    public (string Host, int Port) ListenOn() => ListenAddress.Parse(NodeKeys.Listen, Listen, Tls is not null);

    public static NodeSettings Of(Config profile)
    {
        var nodes = new NodeSettings(profile.GetInt(NodeKeys.Processes), profile.GetInt(NodeKeys.Min), TimeSpan.Zero, profile.GetString(NodeKeys.Listen));
        // Akka.NET compiles a regular expression for the first duration that is read: 15 ms of every start.
        return nodes.AreUsed ? nodes with { Lease = profile.GetTimeSpan(NodeKeys.Lease) } : nodes;
    }
}
