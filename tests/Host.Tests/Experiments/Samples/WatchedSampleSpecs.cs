using System.Diagnostics.Metrics;
using Mul.Actors.Jobs;
using Mul.Host.Experiments.Samples;
using Mul.Host.Profiles;
using Mul.Host.Workloads;

namespace Mul.Host.Tests.Experiments.Samples;

/// <summary>A run in a process of its own, seen through the meter of this one and by a page.</summary>
// One after the other: both listen to the one meter of this process, and each would be heard by the other.
[Collection("meter")]
public sealed class WatchedSampleSpecs
{
    [Fact]
    public async Task Whoever_listens_to_the_meter_hears_of_every_job_of_a_child_process()
    {
        var profile = ProfileLoader.FromText(Guid.NewGuid().ToString(), "watched.hocon", "akka.actor.deployment { /idlers { router = round-robin-pool, nr-of-instances = 2 } }");
        var heard = new Dictionary<string, double>();
        using var listener = Listener(profile.Name, heard);

        await Sample.RunAsync(TaskOf(profile, jobs: 500), TimeSpan.FromMinutes(1), null, CancellationToken.None);

        Assert.Equal(500, heard["mul.jobs idlers akka.actor.default-dispatcher"]);
        Assert.Equal(500, heard["mul.job.queue.duration.count idlers akka.actor.default-dispatcher"]);
        Assert.Equal(500, heard["mul.job.dispatch_delay.duration.count idlers akka.actor.default-dispatcher"]);
    }

    [Fact]
    public async Task A_page_hears_how_a_run_stands_and_not_of_single_jobs()
    {
        var profile = ProfileLoader.FromText(Guid.NewGuid().ToString(), "watched.hocon", "akka.actor.deployment { /idlers { router = round-robin-pool, nr-of-instances = 2 } }");
        var page = new Page();

        await Sample.RunAsync(TaskOf(profile, jobs: 500), TimeSpan.FromMinutes(1), null, CancellationToken.None, page);

        var last = Assert.Single(page.Heard[^1].Snapshot!.Pools);
        Assert.Equal((500, 500), (last.Told, last.Answered));
        Assert.Empty(last.Jobs);
    }

    private static SampleTask TaskOf(Profile profile, int jobs)
    {
        var workload = WorkloadCatalog.Find("noop");
        var settings = new SampleSettings
        {
            Workload = workload,
            Options = new OptionValues(workload.Options, new Dictionary<string, string> { ["jobs"] = $"{jobs}" }),
        };
        return settings.TaskFor(new Contender(profile, [], []));
    }

    private static MeterListener Listener(string profile, Dictionary<string, double> heard)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "Mul")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument.Name, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Add(instrument.Name + ".count", 1, tags));
        listener.Start();
        return listener;

        void Add(string name, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var named = tags.ToArray().ToDictionary(tag => tag.Key, tag => (string)tag.Value!);
            if (named["mul.profile"] == profile)
            {
                var key = $"{name} {named["mul.pool"]} {named["mul.dispatcher"]}";
                heard[key] = heard.GetValueOrDefault(key) + value;
            }
        }
    }

    private sealed class Page : IProgress<SampleProgress>
    {
        public List<SampleProgress> Heard { get; } = [];

        public void Report(SampleProgress value) => Heard.Add(value);
    }
}
