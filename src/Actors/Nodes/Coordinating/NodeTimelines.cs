using System.Diagnostics;
using Mul.Actors.Jobs;
using Mul.Actors.Nodes.Leases;

namespace Mul.Actors.Nodes.Coordinating;

/// <summary>When jobs on nodes were done, on this machine's clock.</summary>
internal sealed class NodeTimelines(MetNodes nodes, RouteeNumbers routees)
{
    // A node's durations are multiples of a tenth of it, and a few of them are added.
    private static readonly TimeSpan Precision = TimeSpan.FromMicroseconds(1);

    private readonly Dictionary<(int Pool, int Routee), (long At, TimeSpan Running)> _lastFinished = [];

    /// <remarks>
    /// What is known of a node's clock gets better with its messages; that must not make a routee do two jobs at once.
    /// Where it did, since it hands them on, they overlap by the node's own clock as well, and by as much.
    /// </remarks>
    /// <param name="node">Null if nobody did it.</param>
    public JobTimeline Of(NodeOutcome outcome, string? node)
    {
        if (node is null)
        {
            return new JobTimeline(0, Stopwatch.GetTimestamp(), 0, 0);
        }

        var lease = outcome.Lease;
        var routee = routees.Of(node, lease.Pool, outcome.Routee);
        var last = _lastFinished.GetValueOrDefault((lease.Pool, routee));
        var finished = Math.Max(Earliest(outcome.Finished), outcome.FinishedAt);
        var started = Math.Max(Earliest(outcome.Finished - outcome.Service), finished - Ticks.Of(outcome.Service));
        if (finished >= last.At)
        {
            _lastFinished[(lease.Pool, routee)] = (finished, outcome.Finished);
        }

        return new JobTimeline(started, finished, routee, nodes.ThreadOf(node, outcome.Thread));

        long Earliest(TimeSpan running) => last.At - (last.Running - running > Precision ? Ticks.Of(last.Running - running) : 0);
    }
}
