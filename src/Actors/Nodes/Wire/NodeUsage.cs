using Mul.Actors.Jobs;

namespace Mul.Actors.Nodes.Wire;

/// <summary>What a process of a run used, or several did together; null for what their system does not tell.</summary>
/// <param name="AllocatedBytes">Managed.</param>
/// <param name="PeakResidentBytes">Of the process's whole life.</param>
/// <param name="Threads">The most it had at once.</param>
internal sealed record NodeUsage(
    TimeSpan User,
    TimeSpan System,
    long AllocatedBytes,
    int Gen0,
    int Gen1,
    int Gen2,
    TimeSpan GcPause,
    long? VoluntarySwitches,
    long? InvoluntarySwitches,
    long? PeakResidentBytes,
    int? Threads)
{
    public TimeSpan CpuTime => User + System;
}

/// <summary>A pool as it is on one node, of whatever size: in a few bytes, for a frame has room for some ten thousand names.</summary>
/// <param name="Routees">Every one that it has had, numbered from 0.</param>
/// <param name="Left">Those that have stopped.</param>
/// <param name="Dispatcher">Of the first, seen from inside; null if there is none.</param>
internal sealed record NodePoolView(int Routees, IReadOnlyList<int> Left, DispatcherIdentity? Dispatcher)
{
    public static NodePoolView Of(PoolGauge gauge)
    {
        var routees = gauge.Routees;
        return new NodePoolView(routees.Count, [.. routees.Where(routee => routee.HasLeft).Select(routee => routee.Number)], routees is [var first, ..] ? first.Dispatcher : null);
    }
}

/// <param name="Age">From counted to sent.</param>
internal readonly record struct NodeCount(TimeSpan Age, int Pool, int Jobs);
