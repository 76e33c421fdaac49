using Mul.Actors.Jobs;
using Mul.Actors.Nodes.Leases;
using Mul.Actors.Nodes.Wire;

namespace Mul.Actors.Nodes;

/// <summary>What a coordinator, its pools and its host say to each other, all in one process.</summary>
internal static class CoordinatorProtocol
{
    /// <summary>A job to be done on some node. Answered with <see cref="Settled"/>.</summary>
    /// <param name="Number">In the list that coordinator and nodes share.</param>
    public sealed record Submit(int Number, int Pool);

    /// <summary>A job's one outcome.</summary>
    /// <param name="Timeline">On this machine's clock: durations came, no instants.</param>
    public sealed record Settled(NodeOutcome Outcome, JobTimeline Timeline);

    /// <summary>A node's process is known to have ended.</summary>
    public sealed record NodeEnded(string Node);

    /// <summary>Time has passed.</summary>
    public sealed record Tick
    {
        public static Tick Instance { get; } = new();
    }

    /// <summary>The journal has the outcomes of these jobs.</summary>
    public sealed record Recorded(IReadOnlyList<int> Jobs);

    /// <summary>The run is stopping: hand out nothing, and have what is in hand cancelled.</summary>
    public sealed record StopRun
    {
        public static StopRun Instance { get; } = new();
    }

    /// <summary>Asks what the nodes have used so far. Answered with <see cref="Report"/> when all have said, or those that will have.</summary>
    public sealed record TakeStock
    {
        public static TakeStock Instance { get; } = new();
    }

    /// <summary>What is known of the nodes.</summary>
    public sealed record Report(IReadOnlyList<NodeReport> Nodes, IReadOnlyList<IReadOnlyList<RouteeIdentity>> Routees, LeaseCounts Leases);

    /// <param name="Process">A node that was started again has used nothing yet; what was known of the process before it is reported once more.</param>
    /// <param name="Usage">Last heard; null if never.</param>
    /// <param name="HasAnswered">Whether that is what it said when the stock was taken.</param>
    /// <param name="Counts">Jobs in flight since the stock was last taken, in order; instants on this machine's clock.</param>
    public sealed record NodeReport(string Node, long Process, NodeUsage? Usage, bool HasAnswered, IReadOnlyList<CountedJobs> Counts);

    /// <param name="At">A <see cref="System.Diagnostics.Stopwatch"/> timestamp.</param>
    public readonly record struct CountedJobs(long At, int Pool, int Jobs);

    public sealed record LeaseCounts(int Held, int Redispatched, int Expired, int Died, int Stale, int Disagreements);
}
