using Mul.Host.Findings;
using Mul.Host.Statistics;
using Mul.Host.Traces;

namespace Mul.Host.Tests.Findings;

/// <summary>A run of which there is nothing to say: on 2 cores, 8 routees with a thread each did 8 jobs that waited 1 s. Specs change one thing of it.</summary>
internal static class Example
{
    public static PoolRecord Pool { get; } = new()
    {
        Name = "downloaders",
        Configured = new PoolSide(8, Pinned),
        Effective = new PoolSide(8, Pinned),
        Concurrency = new ConcurrencyRecord(Configured: 8, Mean: 8, Max: 8, Counted: 8, CountedError: 0.01, CountedSamples: 1_000),
        Jobs = new JobCounts(Told: 8, Completed: 8, Failed: 0, Cancelled: 0),
        Failures = [],
        Bytes = 0,
        MakespanSeconds = 1,
        JobsPerSecond = 8,
        Digest = "0123456789abcdef",
        QueueSeconds = All(0.0001),
        ServiceSeconds = All(1),
        DispatchDelaySeconds = All(0.0001),
        ResponseSeconds = All(1.0001),
    };

    public static RunRecord Run { get; } = new()
    {
        StartedAt = new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero),
        Profile = new ProfileStamp("example", "example.hocon", ""),
        Workload = new WorkloadStamp("downloads", new Dictionary<string, string>()),
        Seed = 1,
        Warmup = 3,
        MakespanSeconds = 1,
        Cpu = new CpuUse(0.03, 0.01, 4),
        Memory = new MemoryUse(50_000_000, 1_000_000),
        Gc = new GcUse(0, 0, 0, 0),
        ContextSwitches = new ContextSwitches(1_000, 10),
        Threads = new ThreadUse(20),
        CoreSeconds = Cores(own: 0.04, others: 0.06),
        JobSeconds = new JobSeconds(8, 0, 0, 8),
        Heartbeat = new HeartbeatRecord(All(0.001), All(0.015)),
        Pools = [Pool],
        Noise = new Noise(0.05, 0, 0.01, 0, 0),
        Environment = new EnvironmentRecord(2, "", "", "", "1.5.74", "workstation", ""),
    };

    private static DispatcherSide Pinned => new("thread-each", "PinnedDispatcher", "fork-join-executor", 30, 8);

    /// <summary>A distribution of one value.</summary>
    public static Percentiles All(double seconds) => new(seconds, seconds, seconds, seconds, seconds);

    /// <summary>A distribution whose mean and largest value matter.</summary>
    public static Percentiles Upto(double mean, double max) => new(mean, mean, mean, mean, max);

    /// <summary>Two core-seconds, the rest of them idle.</summary>
    public static CoreSeconds Cores(double own, double others) => new(2, own, 0, others, 2 - own - others, null, 0);

    /// <summary>The run with other pools.</summary>
    public static RunRecord Of(params PoolRecord[] pools) => Run with { Pools = pools };

    /// <summary>The run with this much CPU time of its own and of others, in seconds, out of 2.</summary>
    public static RunRecord Using(this RunRecord run, double own, double others = 0) =>
        run with { Cpu = new CpuUse(own, 0, 100 * own), CoreSeconds = Cores(own, others) };

    /// <summary>The pool on another dispatcher, asked for and seen; jobs ran on <paramref name="seen"/> of its threads.</summary>
    public static PoolRecord On(this PoolRecord pool, string type, string executor, int? threads, int seen) => pool with
    {
        Configured = new PoolSide(8, new DispatcherSide("its-own", type, executor, 30, threads)),
        Effective = new PoolSide(8, new DispatcherSide("its-own", type, executor, 30, seen)),
    };

    /// <summary>The pool with this many jobs at once, and a longest wait for a thread.</summary>
    public static PoolRecord AtOnce(this PoolRecord pool, int jobs, double longestDelay) => pool with
    {
        Concurrency = pool.Concurrency with { Mean = jobs, Max = jobs, Counted = jobs },
        DispatchDelaySeconds = Upto(longestDelay / 10, longestDelay),
        QueueSeconds = Upto(longestDelay / 10, longestDelay),
    };

    public static Remark Said(IRule rule, RunRecord run) => Assert.Single(rule.Of(run));

    public static IEnumerable<string> Ids(RunRecord run) => RunFindings.Of(run).Select(finding => finding.Id);
}
