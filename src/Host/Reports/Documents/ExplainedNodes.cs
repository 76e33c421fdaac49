using Mul.Host.Nodes;
using Mul.Host.Nodes.Clustering;
using Mul.Host.Profiles;
using Mul.Host.Profiles.Knowledge;
using Mul.Host.Statistics;

namespace Mul.Host.Reports.Documents;

/// <summary>On which nodes the pools of a profile are, each of which has all of them.</summary>
/// <param name="Processes">Those that the run starts.</param>
/// <param name="Awaited">Those that it waits for besides.</param>
/// <param name="Listen">Where it waits for them; null if there are none.</param>
/// <param name="Routing"><c>leases</c>, or <c>cluster</c>: each job at most once.</param>
internal sealed record ExplainedNodes(int Processes, int Awaited, string? Listen, string Routing)
{
    public int Expected => Processes + Awaited;

    /// <summary>Null where the pools are in the run's own process, or the profile is broken.</summary>
    public static ExplainedNodes? Of(Examination examination)
    {
        if (examination.Refusals.Any() || examination.Profile is not { Config: var config } || NodeSettings.Of(config) is not { AreUsed: true } nodes)
        {
            return null;
        }

        var awaited = nodes.Expected - nodes.Processes;
        return new ExplainedNodes(nodes.Processes, awaited, awaited > 0 ? nodes.Listen : null, ClusterSettings.Of(config) is null ? NodeKeys.Leases : NodeKeys.Cluster);
    }

    /// <summary>As <c>The run starts 2 node processes, each with these pools; at once in all: crunchers 2.</c></summary>
    public string Sentence(Examination examination)
    {
        string[] deeds =
        [
            .. Processes > 0 ? [$"starts {(Processes == 1 ? "1 node process" : $"{Figures.Count(Processes)} node processes")}"] : Array.Empty<string>(),
            .. Awaited > 0 ? [$"waits for {Figures.Counted(Awaited, "node")} at {Listen}"] : Array.Empty<string>(),
        ];
        var pools = examination.Pools.Select(pool => $"{pool.Pool} {Figures.Count(pool.ConfiguredConcurrency * Expected)}");
        var once = Routing == NodeKeys.Cluster ? " Each job is done at most once (routing = cluster): what a node has when it dies is lost." : "";
        return $"The run {string.Join(" and ", deeds)}, {(Expected == 1 ? "" : "each ")}with these pools; at once in all: {string.Join(", ", pools)}.{once}";
    }
}
