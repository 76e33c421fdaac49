using Mul.Actors.Jobs;
using Mul.Actors.Running;
using Mul.Host.Measurement;
using Mul.Host.Profiles;
using Mul.Host.Traces;
using Mul.Host.Workloads;

namespace Mul.Host.Experiments.Samples;

/// <summary>A run of no jobs, for nobody: types are loaded and code is compiled by it while its process would only wait for another.</summary>
/// <remarks>
/// Three quarters of a short run's time are the first time of everything. Nothing of it stays but that: its ActorSystem ends, and it
/// has a thread of its own, so that the thread pool is as it was.
/// </remarks>
internal static class Rehearsal
{
    /// <summary>What is said of it, as of any other run.</summary>
    public static RunRecord Record()
    {
        var dispatcher = new DispatcherIdentity("", "", "", 0);
        var trace = new Trace
        {
            Records = new[] { new JobRecord { Enqueued = 1, Started = 2, Finished = 3, Outcome = OutcomeKind.Completed } },
            Pools = [new PoolTrace("", [new RouteeIdentity(0, "", dispatcher)], [new InFlightSample(2, 0, 1)])],
            Reasons = new Dictionary<int, string>(),
        };
        var summary = RunRecords.Of(trace, []);
        return new RunRecord
        {
            StartedAt = default,
            Profile = new ProfileStamp("", "", ""),
            Workload = new WorkloadStamp("", new Dictionary<string, string>()),
            Seed = 0,
            Warmup = 0,
            MakespanSeconds = summary.MakespanSeconds,
            JobSeconds = summary.JobSeconds,
            Pools = summary.Pools,
            Environment = ThisEnvironment.Describe(),
        };
    }

    /// <summary>Begins one, up to its last line.</summary>
    public static Task StartAsync() => Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static void Run()
    {
        using var host = new ProfileSystem(ProfileLoader.FromText("", "", ""));
        var plan = new RunPlan { Jobs = JobList.Empty, Pools = [] };
        var run = host.System.ActorOf(RunActor.PropsFor(plan, new RunLog(plan.Jobs.Count)).WithDispatcher(MeasuredRun.Instrument));
        Inquiry.Ask<RunProtocol.RunFinished>(host.System, run, RunProtocol.Begin.Instance, MeasuredRun.Instrument, Timeout.InfiniteTimeSpan);
        _ = new SampleLine(Record: Record()).ToJson();
    }
}
