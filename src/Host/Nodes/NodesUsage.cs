using Mul.Actors.Nodes;
using Mul.Host.Measurement;
using Mul.Host.Traces;
using static Mul.Actors.Nodes.CoordinatorProtocol;

namespace Mul.Host.Nodes;

/// <summary>What the nodes of a run used, beside the process that ran it.</summary>
internal static class NodesUsage
{
    private static readonly NodeUsage Unknown = new(default, default, 0, 0, 0, 0, default, null, null, null, null);

    public static NodeUsage OfThisProcess(int? threads)
    {
        var now = ProcessUsage.Now();
        return new NodeUsage(
            now.User, now.System, now.Allocated, now.Collections[0], now.Collections[1], now.Collections[2], now.GcPause,
            now.Switches?.Voluntary, now.Switches?.Involuntary, now.PeakResident, threads);
    }

    /// <summary>What the nodes used between two stocktakings; a node that ended between them, up to what it last said, and one that was started again, what its last process did.</summary>
    public static NodeUsage Between(Report before, Report after)
    {
        var first = before.Nodes.ToDictionary(node => (node.Node, node.Process), node => node.Usage);
        NodeUsage[] used =
        [
            .. after.Nodes
                .Select(node => node.Usage is { } last && first.GetValueOrDefault((node.Node, node.Process)) is { } start ? Difference(last, start) : node.Usage)
                .OfType<NodeUsage>(),
        ];
        return used.Length == 0 ? Unknown : used.Aggregate(Sum);
    }

    /// <summary>The record with the nodes' use added: the measured processes are the coordinator's and theirs.</summary>
    public static RunRecord AddTo(RunRecord record, NodeUsage used)
    {
        var cpu = record.Cpu!;
        var (user, system) = (cpu.UserSeconds + used.User.TotalSeconds, cpu.SystemSeconds + used.System.TotalSeconds);
        return record with
        {
            Cpu = new CpuUse(user, system, record.MakespanSeconds > 0 ? 100 * (user + system) / record.MakespanSeconds : 0),
            Memory = new MemoryUse(record.Memory!.PeakResidentBytes + used.PeakResidentBytes, record.Memory.AllocatedBytes + used.AllocatedBytes),
            Gc = new GcUse(record.Gc!.Gen0 + used.Gen0, record.Gc.Gen1 + used.Gen1, record.Gc.Gen2 + used.Gen2, record.Gc.PauseSeconds + used.GcPause.TotalSeconds),
            ContextSwitches = record.ContextSwitches is { } switches && used is { VoluntarySwitches: { } voluntary, InvoluntarySwitches: { } involuntary }
                ? new ContextSwitches(switches.Voluntary + voluntary, switches.Involuntary + involuntary)
                : null,
            Threads = new ThreadUse(record.Threads!.Max + used.Threads),
        };
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

    // Peaks are added, too: at worst all nodes had theirs at once. What one does not know nobody knows of all.
    private static NodeUsage Sum(NodeUsage one, NodeUsage other) => new(
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
}
