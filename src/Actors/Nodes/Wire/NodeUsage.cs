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

/// <summary>A pool as it is on one node.</summary>
/// <param name="Routees">Seen from inside, by their numbers there.</param>
internal sealed record NodePoolView(IReadOnlyList<RouteeIdentity> Routees);

/// <param name="Age">From counted to sent.</param>
internal readonly record struct NodeCount(TimeSpan Age, int Pool, int Jobs);
