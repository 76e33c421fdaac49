using System.Text.Json.Serialization;
using Mul.Actors.Running;
using Mul.Host.Profiles;
using Mul.Host.Statistics;

namespace Mul.Host.Traces;

/// <summary>Everything that is said of one run, as <c>--json</c> writes it: schema <c>mul.run/1</c>, seconds and bytes, null for what the system does not give.</summary>
internal sealed record RunRecord
{
    public string Schema { get; init; } = "mul.run/1";

    public required DateTimeOffset StartedAt { get; init; }

    public required ProfileStamp Profile { get; init; }

    public required WorkloadStamp Workload { get; init; }

    public required ulong Seed { get; init; }

    /// <summary>Small jobs per pool, told one at a time before the run.</summary>
    public required int Warmup { get; init; }

    /// <summary>Jobs told per second; null = none. Older ledgers say it in their first line alone.</summary>
    public double? Rate { get; init; }

    /// <summary>Jobs kept in flight; null = all at once. Older ledgers say it in their first line alone.</summary>
    public int? Window { get; init; }

    /// <summary>Whether the run was stopped before all its jobs were told and answered.</summary>
    public bool Interrupted { get; init; }

    /// <summary>First told to last finished.</summary>
    public required double MakespanSeconds { get; init; }

    public CpuUse? Cpu { get; init; }

    public MemoryUse? Memory { get; init; }

    public GcUse? Gc { get; init; }

    public ContextSwitches? ContextSwitches { get; init; }

    public ThreadUse? Threads { get; init; }

    /// <summary>Null also where the makespan is too short, or too small a part of the time in which the system counted, to tell.</summary>
    public CoreSeconds? CoreSeconds { get; init; }

    public required JobSeconds JobSeconds { get; init; }

    public HeartbeatRecord? Heartbeat { get; init; }

    public required IReadOnlyList<PoolRecord> Pools { get; init; }

    public IReadOnlyList<Finding> Findings { get; init; } = [];

    public Noise? Noise { get; init; }

    /// <summary>Null where the pools were in the run's own process. Elsewhere every figure about processes is the sum of the coordinator's and the nodes'.</summary>
    public NodesRecord? Nodes { get; init; }

    public required EnvironmentRecord Environment { get; init; }

    /// <summary>Of one of its pools; in a ledger of before that was noted, the run's.</summary>
    public double MakespanOf(PoolRecord pool) => pool.MakespanSeconds ?? MakespanSeconds;
}

/// <param name="File">A bare or relative name: results are committed and shared.</param>
internal sealed record ProfileStamp(string Name, string File, string Sha256)
{
    public static ProfileStamp Of(Profile profile) => new(profile.Name, profile.File, profile.Sha256);
}

/// <param name="Assembly">Where it comes from; null if it is one of Mul's own.</param>
internal sealed record WorkloadStamp(string Name, IReadOnlyDictionary<string, string> Options, AssemblyStamp? Assembly = null);

/// <param name="File">A bare name: results are committed and shared.</param>
internal sealed record AssemblyStamp(string File, string Version, string Sha256);

/// <param name="Percent">100 × (user + system) ÷ the time in which they were used, which is that of the makespan and what comes just before and after: the last column of <c>time</c>.</param>
internal sealed record CpuUse(double UserSeconds, double SystemSeconds, double Percent)
{
    /// <summary>User and system.</summary>
    [JsonIgnore]
    public double Seconds => UserSeconds + SystemSeconds;
}

/// <param name="PeakResidentBytes">Of the whole process, its start included.</param>
/// <param name="AllocatedBytes">Managed bytes allocated during the run.</param>
internal sealed record MemoryUse(long? PeakResidentBytes, long AllocatedBytes);

internal sealed record GcUse(int Gen0, int Gen1, int Gen2, double PauseSeconds);

internal sealed record ContextSwitches(long Voluntary, long Involuntary);

/// <param name="Max">The most threads that the process had at once.</param>
internal sealed record ThreadUse(int? Max);

/// <param name="DelaySeconds">How late an ordinary actor on the default dispatcher was.</param>
/// <param name="TimerSeconds">How late an Akka timer was, set as often; the scheduler's wheel turns every 10 ms.</param>
/// <param name="IntervalSeconds">From one beat to the next; what is not said, in older ledgers, is that of pools that are not on nodes.</param>
internal sealed record HeartbeatRecord(Percentiles? DelaySeconds, Percentiles? TimerSeconds, double IntervalSeconds = Heartbeat.IntervalMilliseconds / 1_000.0);

/// <summary>What the nodes of a run went through.</summary>
/// <param name="Joined">Nodes that were there at some time.</param>
/// <param name="StartupSeconds">Until all were there; before the run, and no part of its makespan.</param>
/// <param name="Redispatched">Attempts at jobs beyond the first.</param>
/// <param name="Expired">Leases that ended without having been renewed.</param>
/// <param name="Died">Nodes whose process ended before the run did.</param>
/// <param name="Stale">Results that came too late to count.</param>
/// <param name="Disagreements">Jobs of which two attempts had different digests.</param>
/// <param name="Resumed">Jobs whose outcomes the journal had already.</param>
/// <param name="Unheard">Nodes that have not said what they used in the run, because they ended before, or were too late; with one of them every figure about processes is null.</param>
internal sealed record NodesRecord(
    int Joined, double StartupSeconds, int Redispatched, int Expired, int Died, int Stale, int Disagreements, int Resumed, int Unheard = 0);

/// <summary>What else the machine was doing, so that a sample can be judged.</summary>
/// <param name="CalibrationSeconds">How long a fixed amount of spinning took, just before the run.</param>
/// <param name="StealSeconds">Core-seconds that the hypervisor gave to others during the run.</param>
/// <param name="PressureSeconds">Seconds during which some task waited for a core (pressure-stall information).</param>
/// <param name="ThrottledSeconds">Seconds during which the cgroup was held back.</param>
/// <param name="RunnableTasks">Tasks that wanted to run, other than this process, before the run.</param>
internal sealed record Noise(double CalibrationSeconds, double? StealSeconds, double? PressureSeconds, double? ThrottledSeconds, int? RunnableTasks);

internal sealed record EnvironmentRecord(int Cores, string Cpu, string Os, string Runtime, string Akka, string GcMode, string Version);

/// <summary>A judgement with a remedy.</summary>
/// <param name="Id">Stable, as <c>thread-bound</c>.</param>
/// <param name="Message">What was seen, with its evidence.</param>
/// <param name="Remedy">What to do about it.</param>
internal sealed record Finding(string Id, Severity Severity, string Message, string Remedy);

internal enum Severity
{
    /// <summary>Worth knowing; nothing is wrong.</summary>
    [JsonStringEnumMemberName("info")]
    Info,

    /// <summary>The result is not what the profile's reader would expect, or not to be trusted.</summary>
    [JsonStringEnumMemberName("warning")]
    Warning,
}
