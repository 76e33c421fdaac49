using Akka.Configuration;
using Mul.Host.Profiles.Knowledge;

namespace Mul.Host.Nodes.Clustering;

/// <summary>What a profile says of nodes whose jobs Akka.Cluster's own pool router hands out.</summary>
/// <param name="Processes">Node processes that the run starts; no others can join.</param>
/// <param name="Silence">When no outcome has come for so long, the jobs that have none are lost.</param>
internal sealed record ClusterSettings(int Processes, TimeSpan Silence)
{
    /// <summary>Null where jobs are leased.</summary>
    public static ClusterSettings? Of(Config profile) => profile.GetString(NodeKeys.Routing) == NodeKeys.Cluster
        ? new ClusterSettings(NodeSettings.Of(profile).Processes, profile.GetTimeSpan(NodeKeys.Silence))
        : null;
}
