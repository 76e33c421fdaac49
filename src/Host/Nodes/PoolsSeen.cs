using System.Diagnostics;
using Mul.Actors.Jobs;
using Mul.Actors.Nodes.Wire;
using Mul.Actors.Running;
using Mul.Host.Traces;
using static Mul.Actors.Nodes.CoordinatorProtocol;

namespace Mul.Host.Nodes;

/// <summary>What was seen of the pools while they were measured.</summary>
/// <param name="Routees">By pool, by the numbers that the records carry.</param>
/// <param name="InFlight">Counted by nodes; null where this process counted.</param>
/// <param name="Used">By all nodes together; null where there are none, and where it is not known of one.</param>
/// <param name="Nodes">What they went through; null where there are none.</param>
internal sealed record PoolsSeen(
    IReadOnlyList<IReadOnlyList<RouteeIdentity>> Routees, IReadOnlyList<InFlightSample>? InFlight = null, NodeUsage? Used = null, NodesRecord? Nodes = null)
{
    // What a node said of itself is believed for this long; one that says nothing for longer may be paused.
    private static readonly TimeSpan CountLasts = TimeSpan.FromMilliseconds(50);

    /// <summary>What nodes said of theirs between two stocktakings.</summary>
    /// <param name="startupSeconds">Until all nodes were there.</param>
    /// <param name="resumed">Jobs whose outcomes the journal had already.</param>
    public static PoolsSeen OnNodes(Report before, Report after, double startupSeconds, int resumed = 0)
    {
        var leases = after.Leases;
        var unheard = NodesUsage.Unheard(before, after);
        return new PoolsSeen(
            after.Routees,
            SummedOver(after.Nodes, after.Routees.Count),
            unheard == 0 ? NodesUsage.Between(before, after) : null,
            new NodesRecord(
                after.Nodes.DistinctBy(node => node.Node).Count(),
                startupSeconds,
                leases.Redispatched,
                leases.Expired,
                leases.Died,
                leases.Stale,
                leases.Disagreements,
                resumed,
                unheard));
    }

    // Whenever the one that counted most often did, what it and the others last counted.
    private static List<InFlightSample> SummedOver(IReadOnlyList<NodeReport> nodes, int pools)
    {
        // A run can be ended before any has come.
        if (nodes.Count == 0)
        {
            return [];
        }

        var lasts = CountLasts.TotalSeconds * Stopwatch.Frequency;
        var samples = new List<InFlightSample>();
        var counts = nodes.SelectMany((node, place) => node.Counts.Select(count => (Node: place, Count: count))).OrderBy(count => count.Count.At);
        var clock = Enumerable.Range(0, nodes.Count).MaxBy(place => nodes[place].Counts.Count);
        var last = new CountedJobs[nodes.Count, pools];
        foreach (var (node, count) in counts)
        {
            last[node, count.Pool] = count;
            if (node == clock)
            {
                var sum = Enumerable.Range(0, nodes.Count).Select(place => last[place, count.Pool]).Where(other => count.At - other.At <= lasts).Sum(other => other.Jobs);
                samples.Add(new InFlightSample(count.At, (short)count.Pool, sum));
            }
        }

        return samples;
    }
}
