using System.Diagnostics;
using System.Numerics;
using Akka.Actor;
using Mul.Actors.Jobs;
using static Mul.Actors.Running.HeartbeatProtocol;
using static Mul.Actors.Running.RunProtocol;

namespace Mul.Actors.Running;

/// <summary>A thread of the instrument's own that looks at the clock: it paces the run, beats the heartbeat and counts jobs in flight every millisecond.</summary>
/// <remarks>
/// Each look wakes a thread on a core where a job may be running, so where there is nothing to count, as with pools on nodes, it
/// looks only when somebody is told something.
/// </remarks>
internal sealed class Pacer : IDisposable
{
    private readonly Metronome _metronome;
    private readonly IReadOnlyList<PoolGauge> _gauges;
    private readonly IActorRef _run;
    private readonly IActorRef _heartbeat;
    private readonly int _millisecondsPerPulse;
    private readonly int _millisecondsPerBeat;
    private readonly int _step;
    private readonly List<InFlightSample> _samples = [];
    private int _millisecond;

    /// <param name="run">Told a pulse every <paramref name="millisecondsPerPulse"/>.</param>
    /// <param name="heartbeat">Told a beat every <paramref name="millisecondsPerBeat"/>, the first time after <see cref="Heartbeat.IntervalMilliseconds"/> at the latest.</param>
    /// <param name="gauges">The pools whose jobs in flight are counted.</param>
    /// <param name="millisecondsPerPulse">As often as the run needs it: each pulse wakes a thread. Default: 1.</param>
    /// <param name="millisecondsPerBeat">Default: <see cref="Heartbeat.IntervalMilliseconds"/>.</param>
    public Pacer(IActorRef run, IActorRef heartbeat, IReadOnlyList<PoolGauge> gauges, int millisecondsPerPulse = 1, int millisecondsPerBeat = Heartbeat.IntervalMilliseconds)
    {
        _millisecondsPerBeat = millisecondsPerBeat;
        _millisecondsPerPulse = millisecondsPerPulse;
        _run = run;
        _heartbeat = heartbeat;
        _gauges = gauges;
        _step = gauges.Count > 0 ? 1 : (int)BigInteger.GreatestCommonDivisor(millisecondsPerBeat, millisecondsPerPulse);
        // A run may be over before a rare beat comes.
        _metronome = new Metronome("mul-pacer", _step, Look, first: Math.Min(_step, Heartbeat.IntervalMilliseconds));
    }

    /// <summary>Stops and returns what was counted, in order.</summary>
    public IReadOnlyList<InFlightSample> Finish()
    {
        Dispose();
        return _samples;
    }

    public void Dispose() => _metronome.Dispose();

    private void Look()
    {
        var now = Stopwatch.GetTimestamp();
        if (_millisecond % _millisecondsPerPulse == 0)
        {
            _run.Tell(new Pulse(now));
        }

        if (_millisecond % _millisecondsPerBeat == 0)
        {
            _heartbeat.Tell(new Beat(now));
        }

        for (short pool = 0; pool < _gauges.Count; pool++)
        {
            _samples.Add(new InFlightSample(now, pool, _gauges[pool].InFlight));
        }

        _millisecond += _step;
    }
}

/// <summary>How many jobs of a pool were in flight at one instant, counted by the instrument, not derived from the trace.</summary>
/// <param name="At">A <see cref="Stopwatch"/> timestamp.</param>
internal readonly record struct InFlightSample(long At, short Pool, int Jobs);
