using System.Diagnostics;
using Akka.Actor;
using Mul.Actors.Downloading;
using Mul.Actors.Jobs;
using Mul.Actors.Nodes;
using Mul.Actors.Nodes.Wire;
using Mul.Actors.Nodes.Working;
using Mul.Host.Measurement;
using Mul.Host.Workloads;

namespace Mul.Host.Nodes;

/// <summary>The inside of a node: an ActorSystem under the run's profile, with pools of its own.</summary>
internal sealed class Workplace : IWorkplace
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly NodeUsage _before = ProcessUsage.Now();
    private readonly ThreadCount _threads = new();
    private readonly NumberedJobs _jobs;
    private readonly ProfileSystem _system;
    private readonly IActorRef[] _pools;
    private readonly PoolGauge[] _gauges;
    private readonly Lock _lock = new();
    private List<(long At, int Pool, int Jobs)> _counts = [];
    private int _looks;
    private bool _isDisposed;

    /// <param name="work">What the coordinator said.</param>
    /// <param name="node">The node's name: what it writes goes to a folder of that name.</param>
    /// <param name="capacity">Jobs at once per pool; null = as the profile has it.</param>
    /// <param name="failed">Told why when a pool or the ActorSystem has ended, which answers no job any more. Default: nobody.</param>
    /// <exception cref="UserException">The profile or the options cannot be used here, or make another list of jobs.</exception>
    public Workplace(NodeWork work, string node, int? capacity, Action<Exception>? failed = null)
    {
        var (profile, workload, options) = (work.Source with { Options = OwnFiles(work.Source.Options, node) }).Open();
        AtOnce = capacity is { } jobs ? [.. work.AtOnce.Select(_ => jobs)] : work.AtOnce;
        _jobs = new NumberedJobs(workload, options, work.Source.Seed, work.Warmup);
        if (_jobs.Identity != work.List)
        {
            throw new UserException("the files that the run's options name have other contents here than where the run was started, so job numbers would mean other jobs. Put the same ones here, under the same paths.");
        }

        _system = new ProfileSystem(profile);
        var setup = new PoolSetup(profile.Config, options, _stopping.Token);
        _pools = [.. workload.Pools.Select((pool, place) => _system.Deploy(pool, setup with { AtOnce = AtOnce[place] }))];
        _system.System.ActorOf(PoolWatch.PropsFor(
            _pools, pool => Fail($"{string.Join('/', pool.Elements)} has stopped on this node, none of its routees is left. What it had to do is handed out again.")));
        _ = _system.System.WhenTerminated.ContinueWith(
            _ => Fail($"workload {workload.Name}: it has ended this node's ActorSystem. Leave out what does that, as Context.System.Terminate()."),
            TaskScheduler.Default);
        _gauges = [.. _pools.Select(pool => PoolGauges.Of(_system.System).For(pool.Path))];

        void Fail(string why)
        {
            if (!Volatile.Read(ref _isDisposed))
            {
                failed?.Invoke(new UserException(why));
            }
        }
    }

    public IReadOnlyList<int> AtOnce { get; }

    public void Start(int job, IActorRef answerTo)
    {
        var (pool, work) = _jobs[job];
        _pools[pool].Tell(work, answerTo);
    }

    public void Cancel() => _stopping.Cancel();

    public NodeUsage Usage() => ProcessUsage.Difference(ProcessUsage.Now() with { Threads = _threads.Max }, _before);

    public IReadOnlyList<NodePoolView> Pools() => [.. _gauges.Select(NodePoolView.Of)];

    /// <summary>Looks at how many jobs are in flight, and how many threads there are; to be called every <see cref="NodeClock.LookIntervalMilliseconds"/>, on a thread that does nothing else.</summary>
    public void Count()
    {
        if (_looks++ % (ThreadCount.IntervalMilliseconds / NodeClock.LookIntervalMilliseconds) == 0)
        {
            _threads.Look();
        }

        var now = Stopwatch.GetTimestamp();
        lock (_lock)
        {
            for (var pool = 0; pool < _gauges.Length; pool++)
            {
                _counts.Add((now, pool, _gauges[pool].InFlight));
            }
        }
    }

    /// <summary>Counts threads until what comes back is disposed; for where <see cref="Count"/> is not called.</summary>
    public IDisposable WatchThreads() => _threads.Watch();

    public IReadOnlyList<NodeCount> TakeCounts()
    {
        List<(long At, int Pool, int Jobs)> taken;
        lock (_lock)
        {
            taken = _counts;
            _counts = [];
        }

        var now = Stopwatch.GetTimestamp();
        return [.. taken.Select(count => new NodeCount(Stopwatch.GetElapsedTime(count.At, now), count.Pool, count.Jobs))];
    }

    /// <summary>Ends its pools. By the node when it turns to another run, and by whoever ends the node, perhaps both.</summary>
    public void Dispose()
    {
        if (!Interlocked.Exchange(ref _isDisposed, true))
        {
            _stopping.Cancel();
            _system.Dispose();
            _jobs.Dispose();
            _threads.Dispose();
        }
    }

    // Two nodes of one machine must not write over each other. A job may be done twice, as one whose lease ended: it must not
    // fail for having left its file the first time.
    private static IReadOnlyDictionary<string, string> OwnFiles(IReadOnlyDictionary<string, string> options, string node)
    {
        if (!options.TryGetValue(WorkloadOption.Output, out var folder) || folder.Length == 0)
        {
            return options;
        }

        var own = new Dictionary<string, string>(options) { [WorkloadOption.Output] = NodeFolders.Of(folder, node) };
        if (own.TryGetValue(DownloadOptions.IfExists, out var policy) && policy == DownloadOptions.Fail)
        {
            own[DownloadOptions.IfExists] = DownloadOptions.Skip;
        }

        return own;
    }
}
