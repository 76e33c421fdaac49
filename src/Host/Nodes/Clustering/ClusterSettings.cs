using Akka.Configuration;
using Mul.Actors.Jobs;

namespace Mul.Host.Nodes.Clustering;

/// <summary>What a profile says of nodes whose jobs Akka.Cluster's own pool router hands out.</summary>
/// <param name="Processes">Node processes that the run starts; no others can join.</param>
/// <param name="Silence">When no outcome has come for so long, the jobs that have none are lost.</param>
internal sealed record ClusterSettings(int Processes, TimeSpan Silence)
{
    /// <summary>Null where jobs are leased, or no nodes are used.</summary>
    /// <exception cref="UserException">It asks for nodes that cannot join.</exception>
    public static ClusterSettings? Of(Config profile)
    {
        if (profile.GetString("mul.nodes.routing") != "cluster")
        {
            return null;
        }

        var nodes = NodeSettings.Of(profile);
        return nodes.Processes == nodes.Expected
            ? new ClusterSettings(nodes.Processes, profile.GetTimeSpan("mul.nodes.silence"))
            : throw new UserException($"mul.nodes.min = {nodes.Min}: with mul.nodes.routing = cluster no other nodes join than those that the run starts. Set mul.nodes.processes = {nodes.Min}.", UserException.BrokenProfile);
    }
}
