using System.Diagnostics;
using Mul.Host.Traces;

namespace Mul.Host.Measurement;

/// <summary>What this process had used at one instant.</summary>
internal sealed record ProcessUsage
{
    private ProcessUsage()
    {
    }

    public required TimeSpan User { get; init; }

    public required TimeSpan System { get; init; }

    public required long Allocated { get; init; }

    public required int[] Collections { get; init; }

    public required TimeSpan GcPause { get; init; }

    public ContextSwitches? Switches { get; init; }

    /// <summary>The most that the process ever had resident, its start included.</summary>
    public long? PeakResident { get; init; }

    public static ProcessUsage Now()
    {
        using var process = Process.GetCurrentProcess();
        return new ProcessUsage
        {
            User = process.UserProcessorTime,
            System = process.PrivilegedProcessorTime,
            Allocated = GC.GetTotalAllocatedBytes(),
            Collections = [GC.CollectionCount(0), GC.CollectionCount(1), GC.CollectionCount(2)],
            GcPause = GC.GetTotalPauseDuration(),
            Switches = ResourceUsage.ContextSwitches(),
            PeakResident = ProcStatus.PeakResidentBytes(),
        };
    }

    /// <summary>The record with what was used between two instants.</summary>
    public static RunRecord AddTo(RunRecord record, ProcessUsage before, ProcessUsage after, int? maxThreads)
    {
        var user = (after.User - before.User).TotalSeconds;
        var system = (after.System - before.System).TotalSeconds;
        var collections = after.Collections.Zip(before.Collections, (a, b) => a - b).ToArray();
        return record with
        {
            Cpu = new CpuUse(user, system, record.MakespanSeconds > 0 ? 100 * (user + system) / record.MakespanSeconds : 0),
            Memory = new MemoryUse(after.PeakResident, after.Allocated - before.Allocated),
            Gc = new GcUse(collections[0], collections[1], collections[2], (after.GcPause - before.GcPause).TotalSeconds),
            ContextSwitches = after.Switches is { } last && before.Switches is { } first
                ? new ContextSwitches(last.Voluntary - first.Voluntary, last.Involuntary - first.Involuntary)
                : null,
            Threads = new ThreadUse(maxThreads),
        };
    }
}
