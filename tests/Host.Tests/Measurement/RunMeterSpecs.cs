using System.Diagnostics.Metrics;
using Mul.Host.Measurement;
using Mul.Host.Traces;

namespace Mul.Host.Tests.Measurement;

// One after the other: both listen to the one meter of this process, and each would be heard by the other.
[Collection("meter")]
public sealed class RunMeterSpecs : IDisposable
{
    private readonly string _profile = Guid.NewGuid().ToString();
    private readonly MeterListener _listener = new();
    private readonly List<(string Instrument, string? Unit, double Value, string Pool, string Dispatcher)> _heard = [];
    private readonly RunMeter _meter;

    public RunMeterSpecs()
    {
        _meter = new RunMeter(_profile);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "Mul")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Hear(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Hear(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Hear(instrument, value, tags));
        _listener.Start();
    }

    public void Dispose()
    {
        _listener.Dispose();
        _meter.Dispose();
    }

    [Fact]
    public void Jobs_are_counted_once_and_their_times_recorded_by_pool_and_dispatcher()
    {
        _meter.See(Snapshot(told: 10, answered: 3, inFlight: 2, new SampledJob(0.25, 0.5, 0.125)));
        _meter.See(Snapshot(told: 10, answered: 4, inFlight: 2, new SampledJob(1, 2, null)));

        Assert.Equal(
            [
                ("mul.jobs", "{job}", 3, "orders", "four-threads"),
                ("mul.job.queue.duration", "s", 0.25, "orders", "four-threads"),
                ("mul.job.service.duration", "s", 0.5, "orders", "four-threads"),
                ("mul.job.dispatch_delay.duration", "s", 0.125, "orders", "four-threads"),
                ("mul.jobs", "{job}", 1, "orders", "four-threads"),
                ("mul.job.queue.duration", "s", 1, "orders", "four-threads"),
                ("mul.job.service.duration", "s", 2, "orders", "four-threads"),
            ],
            _heard);
    }

    [Fact]
    public void Concurrency_and_backlog_are_those_of_the_latest_snapshot_and_end_with_the_run()
    {
        _meter.See(Snapshot(told: 10, answered: 0, inFlight: 1));
        _meter.See(Snapshot(told: 10, answered: 3, inFlight: 2));
        _heard.Clear();

        _listener.RecordObservableInstruments();
        var during = _heard.Select(heard => (heard.Instrument, heard.Unit, heard.Value)).ToArray();
        _meter.Dispose();
        _heard.Clear();
        _listener.RecordObservableInstruments();

        Assert.Equal([("mul.jobs.concurrency", "{job}", 2), ("mul.jobs.backlog", "{job}", 5)], during);
        Assert.Empty(_heard);
    }

    [Fact]
    public void It_knows_whether_somebody_listens()
    {
        Assert.True(RunMeter.IsListenedTo);
        _listener.Dispose();
        Assert.False(RunMeter.IsListenedTo);
    }

    private static RunSnapshot Snapshot(int told, int answered, int inFlight, params SampledJob[] jobs) =>
        new([new PoolSnapshot("orders", "four-threads", told, answered, inFlight, jobs)], Threads: 12, UserSeconds: 1, SystemSeconds: 0.5);

    // Specs beside this one may run runs of their own.
    private void Hear(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var named = tags.ToArray().ToDictionary(tag => tag.Key, tag => (string)tag.Value!);
        if (named["mul.profile"] == _profile)
        {
            _heard.Add((instrument.Name, instrument.Unit, value, named["mul.pool"], named["mul.dispatcher"]));
        }
    }
}
