using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Mul.Host.Traces;

namespace Mul.Host.Measurement;

/// <summary>A run as metrics of .NET: meter <c>Mul</c>, for <c>dotnet-counters</c> or OpenTelemetry, in the process that the user started.</summary>
/// <remarks>
/// Names and units by OpenTelemetry's conventions. Histograms hold all jobs of a run, or 2,000 evenly chosen ones; counters are exact.
/// </remarks>
internal sealed class RunMeter : IDisposable
{
    public const string Name = "Mul";

    private static readonly ConcurrentDictionary<RunMeter, RunSnapshot> Live = new();
    private static readonly Meter Meter = new(Name, typeof(RunMeter).Assembly.GetName().Version?.ToString(3));
    private static readonly Counter<long> Jobs = Meter.CreateCounter<long>("mul.jobs", "{job}", "Jobs that have their outcome.");
    private static readonly Histogram<double> Queue = Duration("mul.job.queue.duration", "From told to started.");
    private static readonly Histogram<double> Service = Duration("mul.job.service.duration", "From started to finished.");
    private static readonly Histogram<double> DispatchDelay =
        Duration("mul.job.dispatch_delay.duration", "The routee was free, the message there, and no thread came.");

    private static readonly Instrument[] All =
    [
        Jobs, Queue, Service, DispatchDelay,
        Meter.CreateObservableUpDownCounter("mul.jobs.concurrency", () => Observe(pool => pool.InFlight), "{job}", "Jobs that a routee has started and not finished."),
        Meter.CreateObservableUpDownCounter("mul.jobs.backlog", () => Observe(pool => pool.Backlog), "{job}", "Jobs told that no routee has started."),
    ];

    private readonly string _profile;
    private readonly Dictionary<string, int> _answered = [];

    /// <param name="profile">The name of the profile that the run is under.</param>
    public RunMeter(string profile) => _profile = profile;

    /// <summary>Whether somebody listens; a run need not be looked at for nobody.</summary>
    public static bool IsListenedTo => Array.Exists(All, instrument => instrument.Enabled);

    public void See(RunSnapshot snapshot)
    {
        Live[this] = snapshot;
        foreach (var pool in snapshot.Pools)
        {
            var tags = TagsOf(pool);
            Jobs.Add(pool.Answered - _answered.GetValueOrDefault(pool.Name), tags);
            _answered[pool.Name] = pool.Answered;
            foreach (var job in pool.Jobs)
            {
                Queue.Record(job.Queue, tags);
                Service.Record(job.Service, tags);
                if (job.DispatchDelay is { } delay)
                {
                    DispatchDelay.Record(delay, tags);
                }
            }
        }
    }

    /// <summary>The run is over: nothing is in flight any more.</summary>
    public void Dispose() => Live.TryRemove(this, out _);

    private static IEnumerable<Measurement<int>> Observe(Func<PoolSnapshot, int> value) =>
        from run in Live
        from pool in run.Value.Pools
        select new Measurement<int>(value(pool), run.Key.TagsOf(pool));

    private static Histogram<double> Duration(string name, string description) => Meter.CreateHistogram(
        name, "s", description, tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [1e-6, 1e-5, 1e-4, 1e-3, 5e-3, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] });

    private KeyValuePair<string, object?>[] TagsOf(PoolSnapshot pool) =>
        [new("mul.profile", _profile), new("mul.pool", pool.Name), new("mul.dispatcher", pool.Dispatcher)];
}
