using Mul.Actors.Nodes.Leases;
using Mul.Actors.Nodes.Wire;

namespace Mul.Actors.Nodes.Working;

/// <summary>Everything that a node needs to know before it joins.</summary>
internal sealed record NodePlan
{
    /// <summary>The coordinator's path, with its address.</summary>
    public required string Coordinator { get; init; }

    /// <summary>The node's first life in this process.</summary>
    public required Incarnation Incarnation { get; init; }

    public required Guid Build { get; init; }

    /// <summary>Makes pools of what a <see cref="NodeProtocol.Welcome"/> says; may take its time.</summary>
    public required Func<string, IWorkplace> Open { get; init; }

    /// <summary>Called, on the node's thread, whenever it has pools of a run's.</summary>
    public Action Joined { get; init; } = () => { };

    /// <summary>Called, on the node's thread, when its coordinator has said nothing for a lease: it answers every third of one.</summary>
    public Action Silent { get; init; } = () => { };

    /// <summary>Called, on the node's thread, when it is heard again.</summary>
    public Action Heard { get; init; } = () => { };

    /// <summary>The time as <see cref="Ticks.Since"/> has it, by which jobs are dated as well. Default: the stopwatch.</summary>
    public Func<TimeSpan> Clock { get; init; } = () => Ticks.Now;

    /// <summary>The node is done: told why, or null if it left as it was asked to.</summary>
    public required Action<Exception?> Ended { get; init; }
}
