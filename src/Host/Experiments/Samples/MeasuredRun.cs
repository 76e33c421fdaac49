using System.Diagnostics;
using Akka.Actor;
using Mul.Actors.Jobs;
using Mul.Actors.Nodes.Wire;
using Mul.Actors.Running;
using Mul.Host.Measurement;
using Mul.Host.Nodes;
using Mul.Host.Nodes.Clustering;
using Mul.Host.Profiles;
using Mul.Host.Traces;
using Mul.Host.Workloads;
using Trace = Mul.Host.Traces.Trace;

namespace Mul.Host.Experiments.Samples;

/// <summary>The inside of a sample: an ActorSystem under one profile, one run, and what it used. Holds the calling thread throughout.</summary>
internal sealed class MeasuredRun : IDisposable
{
    /// <summary>The dispatcher of whatever measures.</summary>
    public const string Instrument = "mul.instrument-dispatcher";

    /// <summary>An actor's name that no pool can have.</summary>
    public const string Bystander = "mul.heartbeat";

    /// <inheritdoc cref="Bystander"/>
    public const string TimedBystander = "mul.timer-heartbeat";

    private static readonly TimeSpan HeartbeatPatience = TimeSpan.FromSeconds(5);

    private readonly SampleTask _task;
    private readonly Profile _profile;
    private readonly IWorkload _workload;
    private readonly OptionValues _options;
    private readonly JobList _all;
    private readonly JobList _jobs;
    private readonly CancellationTokenSource _stopping;
    private readonly ProfileSystem _host;
    private readonly ActorSystem _system;
    private readonly IRunPools _pools;
    private RunLog? _log;
    private SnapshotTaker? _snapshots;
    private volatile IActorRef _run = ActorRefs.Nobody;
    private long _begun;

    /// <param name="cancellation">Ends the run early, whenever it comes: no more jobs are told, those in hand answer as cancelled.</param>
    /// <exception cref="UserException">The workload's options cannot be used, or make no job; or its nodes did not come.</exception>
    public MeasuredRun(SampleTask task, CancellationToken cancellation)
    {
        _task = task;
        _stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        (_profile, _workload, _options) = task.Source.Open();
        var jobs = Task.Run(() => _workload.Jobs(_options, task.Source.Seed));
        _host = new ProfileSystem(_profile);
        _all = jobs.GetAwaiter().GetResult();
        if (_all.Count == 0)
        {
            throw new UserException("there are no jobs to do. Ask for one at least.");
        }

        _jobs = task.Part?.Of(_all) ?? _all;
        _system = _host.System;
        _pools = NodeSettings.Of(_profile.Config) is { AreUsed: true } nodes ? OnNodes(nodes with { Tls = task.TlsFolder }) : Here();
        cancellation.UnsafeRegister(static run => ((MeasuredRun)run!).Cancel(), this);
    }

    /// <summary>How far the run is; null while it warms up.</summary>
    public SampleProgress? Progress => _log is { } log
        ? new SampleProgress(log.Jobs, log.Told, log.Answered, Stopwatch.GetElapsedTime(_begun).TotalSeconds, _pools.Census)
        : null;

    /// <summary>The same with a look inside.</summary>
    /// <param name="withJobs">Whether also at single jobs.</param>
    public SampleProgress? LookInside(bool withJobs) => Progress is { } progress ? progress with { Snapshot = _snapshots?.Take(withJobs) } : null;

    /// <exception cref="UserException">The workload is at fault.</exception>
    public RunRecord Run()
    {
        WarmUp();
        GC.Collect();
        var noise = MachineNoise.Calibrated();
        using var threads = new ThreadCount();
        using var threadWatch = threads.Watch();
        var heartbeat = Start(Heartbeat.PropsFor(), Bystander);
        var timer = Start(TimerHeartbeat.PropsFor(TimeSpan.FromMilliseconds(MillisecondsPerBeat)), TimedBystander);

        // The first look takes milliseconds, which would be more than many a run.
        _ = ProcessUsage.Now();

        _pools.Begin();
        var startedAt = DateTimeOffset.UtcNow;
        var (log, counted, own) = RunJobs(heartbeat, noise);
        // At least once, however short the run was.
        threads.Look();
        threadWatch.Dispose();
        var seen = _pools.End();

        var trace = TraceOf(log, seen, seen.InFlight ?? counted);
        if (_task.TracePath is { } path)
        {
            TraceFile.Write(path, trace);
        }

        var summary = RunRecords.Of(trace, _task.Asked);
        var record = new RunRecord
        {
            StartedAt = startedAt,
            Profile = ProfileStamp.Of(_profile),
            Workload = SampleSettings.StampOf(_workload, _options),
            Seed = _task.Source.Seed,
            Warmup = _task.Warmup,
            Rate = _task.Rate,
            Window = _task.Window,
            Interrupted = _stopping.IsCancellationRequested,
            MakespanSeconds = summary.MakespanSeconds,
            JobSeconds = summary.JobSeconds,
            Pools = summary.Pools,
            Heartbeat = RunRecords.Heartbeat(TimeSpan.FromMilliseconds(MillisecondsPerBeat), Delays(heartbeat), Delays(timer)),
            Nodes = seen.Nodes,
            Environment = ThisEnvironment.Describe(),
        };
        own = own with { Threads = threads.Max };
        if (seen.Nodes is null || seen.Used is not null)
        {
            record = ProcessUsage.AddTo(record, seen.Used is { } nodes ? ProcessUsage.Sum(own, nodes) : own, noise.WatchedSeconds);
        }

        return noise.AddTo(record, summary.Waiting, seen.Used?.CpuTime.TotalSeconds ?? 0);
    }

    /// <summary>Ends the ActorSystem, so that what its actors hold is given back; one that is still busy is not waited for.</summary>
    public void Dispose()
    {
        _pools.Dispose();
        _host.Dispose();
    }

    private int MillisecondsPerBeat => _pools.Gauges.Count > 0 ? Heartbeat.IntervalMilliseconds : Heartbeat.IntervalMillisecondsBesideNodes;

    // Also while nodes are waited for, when there are no pools yet.
    private void Cancel()
    {
        _stopping.Cancel();
        _pools?.Cancel();
        _run.Tell(RunProtocol.Cancel.Instance);
    }

    private LocalPools Here()
    {
        var setup = new PoolSetup(_profile.Config, _options, _stopping.Token);
        IActorRef[] pools = [.. _workload.Pools.Select((pool, place) => _host.Deploy(pool, setup with { AtOnce = AtOnce(place) }))];
        return new LocalPools(pools, [.. pools.Select(pool => PoolGauges.Of(_system).For(pool.Path))]);
    }

    private int AtOnce(int pool) => Math.Min(_jobs.Count, _task.Asked.ElementAtOrDefault(pool)?.Concurrency ?? 1);

    private IRunPools OnNodes(NodeSettings nodes)
    {
        var work = new NodeWork
        {
            Source = _task.Source with { Options = _options.WithFullPaths },
            List = NumberedJobs.IdentityOf(_all),
            Warmup = _task.Warmup * nodes.Expected,
            AtOnce = [.. _workload.Pools.Select((_, place) => Math.Max(1, (_task.Asked.ElementAtOrDefault(place)?.Concurrency ?? nodes.Expected) / nodes.Expected))],
        };
        if (ClusterSettings.Of(_profile.Config) is { } cluster)
        {
            return new ClusterPools(cluster, work, _jobs.Count, _workload.Pools.Count, Cancel, _stopping.Token);
        }

        var journal = _task.JournalPath is { } path
            ? OutcomeJournal.Open(path, JournalHeader.Of(_workload, _options, _task.Source.Seed, _all), _all.Count, _workload.Pools.Count)
            : null;
        return new NodePools(nodes, work, _jobs, _workload.Pools.Count, journal, Cancel, _stopping.Token);
    }

    // One at a time: code is jitted and connections open, and no pool has a reason to grow.
    private void WarmUp()
    {
        foreach (var pool in _workload.Pools)
        {
            var jobs = _workload.Warmup(pool, _options, _task.Warmup * _pools.Places);
            var plan = PlanFor(jobs, _pools.ForWarmup, Arrivals.Window(1));
            StartRun(plan, new RunLog(jobs.Count));
            using var pacer = new Pacer(_run, ActorRefs.Nobody, [], plan.Arrivals.MillisecondsPerPulse);
            Finish();
        }
    }

    private (RunLog Log, IReadOnlyList<InFlightSample> InFlight, NodeUsage Own) RunJobs(IActorRef heartbeat, MachineNoise noise)
    {
        var plan = PlanFor(_jobs, _pools.ForRun, SampleSettings.ArrivalsOf(_task.Rate, _task.Window));
        var log = new RunLog(_jobs.Count);
        StartRun(plan, log);
        _snapshots = new SnapshotTaker(log, [.. _workload.Pools.Select(pool => pool.Name)], _pools.Gauges);

        // As near to the first job as can be: what is used before it is no part of the makespan.
        noise.Watch();
        var before = ProcessUsage.Now();
        _begun = Stopwatch.GetTimestamp();
        _log = log;
        using var pacer = new Pacer(_run, heartbeat, _pools.Gauges, plan.Arrivals.MillisecondsPerPulse, MillisecondsPerBeat);
        var finished = Finish();
        var after = ProcessUsage.Now();
        noise.Stop();
        return (finished, pacer.Finish(), ProcessUsage.Difference(after, before));
    }

    // A shipped workload's jobs end by themselves, whatever they wait for: only one that nobody has in hand can be lost.
    private RunPlan PlanFor(JobList jobs, IReadOnlyList<IActorRef> pools, Arrivals arrivals)
    {
        var plan = new RunPlan { Jobs = jobs, Pools = pools, Arrivals = arrivals };
        return _task.MaxSilence is { } maxSilence ? plan with { MaxSilence = maxSilence }
            : _workload is PlugInWorkload ? plan
            : plan with { AreAtWork = () => _pools.AreAtWork };
    }

    private void StartRun(RunPlan plan, RunLog log)
    {
        _run = Start(RunActor.PropsFor(plan, log).WithDispatcher(Instrument));
        // A Cancel that came just before found no run, or the one before this.
        if (_stopping.IsCancellationRequested)
        {
            Cancel();
        }
    }

    private RunLog Finish()
    {
        var finished = Inquiry.Ask<RunProtocol.RunFinished>(_system, _run, RunProtocol.Begin.Instance, Instrument, Timeout.InfiniteTimeSpan) ?? throw Ended();
        if (finished.Mistake is { } mistake)
        {
            throw new UserException($"workload {_workload.Name}: {mistake}");
        }

        // What befalls one routee of many is told with the jobs that it cost.
        if (_host.StartFault is { } fault && finished.Log is { Told: > 0 } log && !Array.Exists(log.ToRecords(), record => record.Started != 0))
        {
            throw new UserException($"workload {_workload.Name}: {fault}");
        }

        if (finished.HeardNothing && _host.Crash is { } crash)
        {
            throw new UserException($"workload {_workload.Name}: no job has an outcome, and {crash}");
        }

        return finished.Log;
    }

    // A workload can end the ActorSystem that it runs in, whenever it likes.
    private IActorRef Start(Props props, string? name = null)
    {
        try
        {
            return _system.ActorOf(props, name);
        }
        catch (InvalidOperationException)
        {
            throw Ended();
        }
    }

    private UserException Ended() =>
        new($"workload {_workload.Name}: it has ended the ActorSystem, and with it the run. Leave out what does that, as Context.System.Terminate().");

    private HeartbeatProtocol.Delays? Delays(IActorRef bystander) =>
        Inquiry.Ask<HeartbeatProtocol.Delays>(_system, bystander, HeartbeatProtocol.Report.Instance, Instrument, HeartbeatPatience);

    private Trace TraceOf(RunLog log, PoolsSeen seen, IReadOnlyList<InFlightSample> inFlight)
    {
        var records = log.ToRecords();
        return new Trace
        {
            Records = records,
            Reasons = LostJobs.Explained(log.Reasons, records, [.. _workload.Pools.Select((_, place) => WhyLost(place, seen.Routees[place]))]),
            Pools =
            [
                .. _workload.Pools.Select((pool, place) => new PoolTrace(
                    pool.Name,
                    seen.Routees[place],
                    [.. inFlight.Where(sample => sample.Pool == place)],
                    pool.HandlingFor(_profile.Config))
                {
                    Digest = log.Of(place).Digest,
                    Bytes = log.Of(place).Bytes,
                }),
            ],
        };
    }

    private string? WhyLost(int place, IReadOnlyList<RouteeIdentity> routees)
    {
        var path = $"/user/{_workload.Pools[place].Name}";
        return _host.StartFault is { } fault && fault.StartsWith(path + "/", StringComparison.Ordinal) ? fault : LostJobs.Cause(path, routees, _task.Asked.ElementAtOrDefault(place));
    }
}
