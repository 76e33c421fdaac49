using System.Diagnostics;
using Mul.Actors.Nodes.Wire;
using Mul.Host.Traces;

namespace Mul.Host.Measurement;

/// <summary>What the processes of a run use.</summary>
internal static class ProcessUsage
{
    /// <summary>What this process has used so far; without its threads, which somebody must have counted throughout.</summary>
    public static NodeUsage Now()
    {
        using var process = Process.GetCurrentProcess();
        var switches = ResourceUsage.ContextSwitches();
        return new NodeUsage(
            process.UserProcessorTime, process.PrivilegedProcessorTime, GC.GetTotalAllocatedBytes(),
            GC.CollectionCount(0), GC.CollectionCount(1), GC.CollectionCount(2), GC.GetTotalPauseDuration(),
            switches?.Voluntary, switches?.Involuntary, ProcStatus.PeakResidentBytes(), Threads: null);
    }

    /// <summary>What was used between two instants; peaks as they are at the last.</summary>
    public static NodeUsage Difference(NodeUsage last, NodeUsage first) => last with
    {
        User = last.User - first.User,
        System = last.System - first.System,
        AllocatedBytes = last.AllocatedBytes - first.AllocatedBytes,
        Gen0 = last.Gen0 - first.Gen0,
        Gen1 = last.Gen1 - first.Gen1,
        Gen2 = last.Gen2 - first.Gen2,
        GcPause = last.GcPause - first.GcPause,
        VoluntarySwitches = last.VoluntarySwitches - first.VoluntarySwitches,
        InvoluntarySwitches = last.InvoluntarySwitches - first.InvoluntarySwitches,
    };

    /// <summary>What both used. Peaks are added, too: at worst both had theirs at once. What one does not know nobody knows of both.</summary>
    public static NodeUsage Sum(NodeUsage one, NodeUsage other) => new(
        one.User + other.User,
        one.System + other.System,
        one.AllocatedBytes + other.AllocatedBytes,
        one.Gen0 + other.Gen0,
        one.Gen1 + other.Gen1,
        one.Gen2 + other.Gen2,
        one.GcPause + other.GcPause,
        one.VoluntarySwitches + other.VoluntarySwitches,
        one.InvoluntarySwitches + other.InvoluntarySwitches,
        one.PeakResidentBytes + other.PeakResidentBytes,
        one.Threads + other.Threads);

    /// <summary>The record with what the run used.</summary>
    /// <param name="watchedSeconds">In which it did: more than the makespan, and with a run of some milliseconds, or one that ends in silence, far more.</param>
    public static RunRecord AddTo(RunRecord record, NodeUsage used, double watchedSeconds) => record with
    {
        Cpu = new CpuUse(used.User.TotalSeconds, used.System.TotalSeconds, 100 * used.CpuTime.TotalSeconds / watchedSeconds),
        Memory = new MemoryUse(used.PeakResidentBytes, used.AllocatedBytes),
        Gc = new GcUse(used.Gen0, used.Gen1, used.Gen2, used.GcPause.TotalSeconds),
        ContextSwitches = used is { VoluntarySwitches: { } voluntary, InvoluntarySwitches: { } involuntary } ? new ContextSwitches(voluntary, involuntary) : null,
        Threads = new ThreadUse(used.Threads),
    };
}
