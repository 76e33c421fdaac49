using System.Diagnostics;
using Mul.Actors.Nodes.Leases;

namespace Mul.Actors.Nodes.Wire;

/// <summary>A message of the closed set that travels between nodes; nothing else is taken from the wire.</summary>
internal interface INodeMessage;

/// <summary>What nodes and their coordinator say to each other. Every message may be lost, doubled or late: it says what is, not what has changed.</summary>
internal static class NodeProtocol
{
    /// <summary>A node asks what there is to do, until it hears it. Answered with <see cref="Welcome"/> or <see cref="TurnedAway"/>.</summary>
    /// <param name="Build">What the node's assemblies are: the same jobs follow from the same options only in the same build.</param>
    public sealed record Join(Incarnation From, Guid Build) : INodeMessage;

    /// <summary>All that a node needs to make the same list of jobs by itself; from here on job numbers travel.</summary>
    /// <param name="Work">For who makes pools of it.</param>
    public sealed record Welcome(Session Session, TimeSpan Lease, string Work) : INodeMessage;

    /// <param name="Reason">One line.</param>
    public sealed record TurnedAway(string Reason) : INodeMessage;

    /// <summary>A node is there, and this is what it holds; said at once when its pools are up, and every third of a lease.</summary>
    /// <remarks>Answered with <see cref="Renewed"/>; of another session as <see cref="Join"/> is.</remarks>
    /// <param name="Wanted">By pool.</param>
    public sealed record Renew(Incarnation From, Session Session, IReadOnlyList<JobsWanted> Wanted, IReadOnlyList<Lease> Held) : INodeMessage;

    /// <summary>What a node said of itself was heard: a coordinator that has nothing for it to do is known to be there.</summary>
    public sealed record Renewed : INodeMessage
    {
        public static Renewed Instance { get; } = new();
    }

    /// <summary>Jobs for a node.</summary>
    public sealed record Offer(IReadOnlyList<Lease> Leases) : INodeMessage;

    /// <summary>Said again until it is answered with <see cref="ResultAck"/>.</summary>
    /// <param name="Running">How long the node had been running when it sent this.</param>
    /// <param name="Wanted">By pool.</param>
    public sealed record Result(Incarnation From, Session Session, TimeSpan Running, IReadOnlyList<JobsWanted> Wanted, IReadOnlyList<NodeOutcome> Outcomes) : INodeMessage
    {
        /// <summary>The receiver's <see cref="Stopwatch"/> timestamp; does not travel.</summary>
        public long HeardAt { get; init; }
    }

    /// <summary>These are recorded, or too late to be.</summary>
    /// <param name="Offered">Jobs in their place, as in <see cref="Offer"/>: most results make room for one, and a message costs more than what it says.</param>
    public sealed record ResultAck(IReadOnlyList<Lease> Leases, IReadOnlyList<Lease> Offered) : INodeMessage;

    /// <summary>A node hands back what it holds. Answered with <see cref="Farewell"/>.</summary>
    public sealed record Leave(Incarnation From) : INodeMessage;

    public sealed record Farewell(Incarnation To) : INodeMessage;

    /// <summary>The run is stopping: what is in hand answers as cancelled.</summary>
    public sealed record StopWork : INodeMessage
    {
        public static StopWork Instance { get; } = new();
    }

    /// <summary>Asks what a node has used so far. Answered with <see cref="Surveyed"/>.</summary>
    /// <param name="Number">Of the survey, so that a late answer is not taken for the next.</param>
    public sealed record Survey(int Number) : INodeMessage;

    /// <param name="Pools">By the pool's place in its workload.</param>
    public sealed record Surveyed(Incarnation From, int Number, NodeUsage Usage, IReadOnlyList<NodePoolView> Pools) : INodeMessage;

    /// <summary>Jobs in flight on a node, counted every <see cref="NodeClock.LookIntervalMilliseconds"/> by a thread of its own; said with each <see cref="Renew"/> if there are any.</summary>
    /// <param name="Usage">So far: a node that dies can no longer be asked.</param>
    public sealed record Counted(Incarnation From, IReadOnlyList<NodeCount> Counts, NodeUsage Usage) : INodeMessage;
}
