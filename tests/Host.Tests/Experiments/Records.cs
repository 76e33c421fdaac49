using Mul.Actors.Jobs;
using Mul.Host.Experiments.Blocks;
using Mul.Host.Experiments.Ledgers;
using Mul.Host.Experiments.Predicting;
using Mul.Host.Experiments.Samples;
using Mul.Host.Profiles;
using Mul.Host.Simulation;
using Mul.Host.Traces;
using Mul.Host.Workloads;
using Phase = Mul.Host.Experiments.Ledgers.Phase;

namespace Mul.Host.Tests.Experiments;

/// <summary>Samples as an experiment would have measured them.</summary>
internal static class Records
{
    /// <summary>Of profiles that ask for nothing.</summary>
    public static ExperimentPlan Plan(int blocks, params string[] profiles)
    {
        var workload = WorkloadCatalog.Find("noop");
        return new ExperimentPlan
        {
            Profiles = [.. profiles.Select(name => ProfileLoader.FromText(name, $"{name}.hocon", ""))],
            Samples = new SampleSettings { Workload = workload, Options = new OptionValues(workload.Options, new Dictionary<string, string>()) },
            Blocks = blocks,
        };
    }

    public static LedgerHeader Header(params string[] profiles) => new(
        LedgerHeader.CurrentSchema,
        [.. profiles.Select(name => new ProfileStamp(name, $"hocon/{name}.hocon", "0"))],
        new WorkloadStamp("noop", new Dictionary<string, string>()),
        Seed: 1,
        Warmup: 3,
        Rate: null,
        Window: null,
        Blocks: 10,
        Until: null,
        Metric.Makespan,
        Threshold: 0.03);

    public static Cell Cell(int block, string profile, double seconds, string digest = "0000000000000001", int failed = 0) =>
        new(Phase.Blocks, block, 0, profile, 1, Record(profile, seconds, digest, failed), null);

    /// <summary>Of nothing but the makespan.</summary>
    public static PredictedProfile Predicted(string profile, Band band) => new(
        profile,
        null,
        band,
        new Dictionary<string, double>(),
        new PredictedBound(Bottleneck.Cores, null, 1),
        new Dictionary<string, double?>(),
        new Dictionary<string, PredictedDemand?>());

    public static RunRecord Record(string profile, double seconds, string digest = "0000000000000001", int failed = 0) => new()
    {
        StartedAt = DateTimeOffset.UnixEpoch,
        Profile = new ProfileStamp(profile, $"hocon/{profile}.hocon", "0"),
        Workload = new WorkloadStamp("noop", new Dictionary<string, string>()),
        Seed = 1,
        Warmup = 3,
        MakespanSeconds = seconds,
        JobSeconds = new JobSeconds(seconds, 0, 0, seconds),
        Environment = new EnvironmentRecord(2, "cpu", "os", "runtime", "akka", "workstation", "0"),
        Pools =
        [
            new PoolRecord
            {
                Name = "idlers",
                Concurrency = new ConcurrencyRecord(null, 1, 1, null, null),
                Jobs = new JobCounts(10, 10 - failed, failed, 0),
                Failures = failed > 0 ? [new FailureCount("it broke", failed)] : [],
                Bytes = 0,
                JobsPerSecond = 10 / seconds,
                Digest = digest,
                QueueSeconds = null,
                ServiceSeconds = null,
                DispatchDelaySeconds = null,
                ResponseSeconds = null,
            },
        ],
    };
}
