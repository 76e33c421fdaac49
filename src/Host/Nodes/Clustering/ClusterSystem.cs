using System.Globalization;
using Akka.Actor;
using Akka.Cluster;
using Akka.Configuration;

namespace Mul.Host.Nodes.Clustering;

/// <summary>The ActorSystem of Akka.Cluster, on loopback only: apart from the one under the profile, and from that of leased jobs.</summary>
/// <remarks>
/// A cluster-aware pool makes its routees on other nodes, by a message that names their type: what <see cref="NodeSystem"/>
/// refuses is what this router is made of. Everything else that names types is refused here as well.
/// </remarks>
internal static class ClusterSystem
{
    /// <summary>Of the nodes that do jobs.</summary>
    public const string Role = "node";

    private const string Name = "mul-cluster";
    private const string Host = "127.0.0.1";

    /// <param name="role">Null for a member that does none of the jobs.</param>
    /// <param name="pools">How many routers it has.</param>
    /// <param name="nodes">How many routees each router has at most, one for a node.</param>
    public static ActorSystem Start(string? role, int pools = 0, int nodes = 0) => ActorSystem.Create(Name, ConfigOf(role, pools, nodes));

    public static Address AddressAt(int port) => new("akka.tcp", Name, Host, port);

    public static int PortOf(ActorSystem system) => Cluster.Get(system).SelfAddress.Port!.Value;

    /// <summary>The name of the router to the pools at that place of the workload.</summary>
    public static string RouterOf(int pool) => string.Create(CultureInfo.InvariantCulture, $"pool-{pool}");

    private static Config ConfigOf(string? role, int pools, int nodes)
    {
        var routers = Enumerable.Range(0, pools).Select(pool => string.Create(CultureInfo.InvariantCulture, $$"""
            /{{RouterOf(pool)}} {
              router = round-robin-pool
              nr-of-instances = {{nodes}}
              cluster { enabled = on, max-nr-of-instances-per-node = 1, allow-local-routees = off, use-role = {{Role}} }
            }
            """));
        return ConfigurationFactory.ParseString(NodeSystem.BetweenProcesses + string.Create(CultureInfo.InvariantCulture, $$"""
            akka {
              actor {
                provider = cluster
                deployment {
            {{string.Join('\n', routers)}}
                }
              }
              remote.dot-netty.tcp { hostname = "{{Host}}", port = 0 }
              # The run is the first member, and goes on without the others, as it must also where most of them were killed.
              # Everything else as Akka.Cluster has it: how a member is found to be gone is its own affair.
              cluster { roles = [{{role}}], log-info = off, split-brain-resolver.active-strategy = keep-oldest }
              coordinated-shutdown { run-by-clr-shutdown-hook = off, exit-clr = off }
            }
            """));
    }
}
