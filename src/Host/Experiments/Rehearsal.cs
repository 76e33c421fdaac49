using System.Text.Json;
using Mul.Host.Profiles;
using Mul.Host.Statistics;
using Mul.Host.Traces;
using Mul.Host.Workloads;

namespace Mul.Host.Experiments;

/// <summary>
/// What the two processes of a run do while one waits for the other: start a system, read a record, both made up, so that
/// the code is compiled by the time that it is needed.
/// </summary>
/// <remarks>Nothing else is left of it when the run begins: the ActorSystem has ended, and its threads with it.</remarks>
internal static class Rehearsal
{
    private static readonly PoolSide Side = new(1, new DispatcherSide("rehearsal", "Dispatcher", "thread-pool-executor", 30, 1));
    private static readonly Percentiles Times = new(0.5, 0.5, 0.5, 0.5, 0.5);

    /// <summary>A run that never was, with everything that most runs have.</summary>
    private static readonly RunRecord Record = new()
    {
        StartedAt = DateTimeOffset.UnixEpoch,
        Profile = new ProfileStamp("rehearsal", "rehearsal", ""),
        Workload = new WorkloadStamp("rehearsal", new Dictionary<string, string> { ["option"] = "value" }),
        Seed = 1,
        Warmup = 1,
        MakespanSeconds = 1,
        Cpu = new CpuUse(1, 0.5, 150),
        Memory = new MemoryUse(1, 1),
        Gc = new GcUse(1, 1, 1, 0.5),
        ContextSwitches = new ContextSwitches(1, 1),
        Threads = new ThreadUse(1),
        CoreSeconds = new CoreSeconds(2, 1, 0.5, 0.5, 0, new IdleSplit(0, 0, 0, 0), 0),
        JobSeconds = new JobSeconds(4, 1, 1, 2),
        Heartbeat = new HeartbeatRecord(Times, Times),
        Pools =
        [
            new PoolRecord
            {
                Name = "rehearsal",
                Configured = Side,
                Effective = Side,
                Concurrency = new ConcurrencyRecord(1, 1, 1, 1, 0.5, 1),
                Jobs = new JobCounts(4, 4, 0, 0),
                Failures = [],
                Bytes = 1,
                JobsPerSecond = 4,
                Digest = "0",
                QueueSeconds = Times,
                ServiceSeconds = Times,
                DispatchDelaySeconds = Times,
                ResponseSeconds = Times,
            },
        ],
        Findings = [new Finding("rehearsal", Traces.Severity.Info, "", "")],
        Noise = new Noise(0.05, 0, 0, 0, 0),
        Environment = new EnvironmentRecord(1, "", "", "", "", "", ""),
    };

    /// <summary>What a measured process will do first.</summary>
    /// <returns>Ends when nothing of it goes on any more.</returns>
    public static Task OfTheRun()
    {
        var system = new ProfileSystem(ProfileLoader.FromText("rehearsal", "rehearsal", ""));
        return Task.Run(system.Dispose);
    }

    /// <summary>What the process that the user started will do with the result, as far as it can be done without showing it.</summary>
    public static RunRecord OfTheResult()
    {
        var line = JsonSerializer.Serialize(new SampleLine(Record: Record), SampleJson.Default.SampleLine);
        return JsonSerializer.Deserialize(line, SampleJson.Default.SampleLine)!.Record!;
    }
}
