using System.Diagnostics;
using Mul.Host.Traces;

namespace Mul.Host.Measurement;

/// <summary>What else the machine was doing around a run.</summary>
internal sealed class MachineNoise
{
    // About 50 ms on the machines of 2026; the same amount of work everywhere, so that samples can be compared with each other.
    private const int Spins = 40_000_000;

    // Beyond these the terms add up to another time than the makespan, as in a run that ends in silence.
    private const double MostWatched = 1.1;

    private readonly int? _runnable;
    private readonly double _calibrationSeconds;
    private Counters _before;
    private Counters _after;
    private long _begun;

    private MachineNoise()
    {
        // Read first: afterwards this thread's own spinning would be among the runnable.
        _runnable = ProcStatus.RunnableTasks() - 1;
        _calibrationSeconds = Calibrate();
    }

    /// <summary>Calibrates by spinning; does not watch yet.</summary>
    public static MachineNoise Calibrated() => new();

    /// <summary>From <see cref="Watch"/> to <see cref="Stop"/>.</summary>
    public double WatchedSeconds { get; private set; }

    /// <summary>The run begins: what the machine did until here is not counted.</summary>
    public void Watch()
    {
        _before = Counters.UntilNow();
        _begun = Stopwatch.GetTimestamp();
    }

    /// <summary>The run is over: what the machine does from here on is not counted.</summary>
    public void Stop()
    {
        WatchedSeconds = Stopwatch.GetElapsedTime(_begun).TotalSeconds;
        _after = Counters.FromNow();
    }

    /// <summary>The record with what the machine did while it was watched.</summary>
    /// <param name="record">Says already what this process used; what is not known of it leaves the others' part unknown as well.</param>
    /// <param name="waiting">Seconds of the makespan by what the jobs were waiting for.</param>
    /// <param name="nodesSeconds">What other processes of the run used, which are no others.</param>
    public RunRecord AddTo(RunRecord record, IdleSplit waiting, double nodesSeconds)
    {
        return record with
        {
            Noise = new Noise(
                _calibrationSeconds,
                _after.Steal - _before.Steal,
                _after.Pressure - _before.Pressure,
                _after.Throttled - _before.Throttled,
                _runnable),
            CoreSeconds = record.Cpu is { } cpu && WatchedSeconds <= MostWatched * record.MakespanSeconds
                ? CoresOf(record.MakespanSeconds * record.Environment.Cores, cpu, waiting, nodesSeconds)
                : null,
        };
    }

    private CoreSeconds? CoresOf(double total, CpuUse cpu, IdleSplit waiting, double nodesSeconds)
    {
        var others = Others(cpu.Seconds, nodesSeconds);
        var idle = _after.Idle - _before.Idle;
        return total < CoreSeconds.LeastTotal
            ? null
            : new CoreSeconds(total, cpu.UserSeconds, cpu.SystemSeconds, others, idle, idle is { } seconds ? waiting.Over(seconds) : null, total - cpu.Seconds - others - idle);
    }

    // Each is a lower bound: the kernel's count of busy cores is sampled at ticks, and misses bursts that begin and end
    // between two; the processes seen may not be all there are.
    private double? Others(double mine, double nodesSeconds)
    {
        var seen = _after.Others - _before.Others - nodesSeconds + (_after.Steal - _before.Steal);
        var counted = _after.Busy - _before.Busy - mine;
        return seen is null && counted is null ? null : Math.Max(0, Math.Max(seen ?? 0, counted ?? 0));
    }

    private static double Calibrate()
    {
        var begun = Stopwatch.GetTimestamp();
        var value = 1UL;
        for (var i = 0; i < Spins; i++)
        {
            value = (value * 6364136223846793005) + 1442695040888963407;
        }

        var elapsed = Stopwatch.GetElapsedTime(begun);
        return value == 0 ? 0 : elapsed.TotalSeconds;
    }

    private readonly record struct Counters(double? Busy, double? Idle, double? Steal, double? Others, double? Pressure, double? Throttled)
    {
        // To look at every process takes milliseconds of a core: they are no part of what is watched.
        public static Counters UntilNow()
        {
            var others = ProcStatus.OthersSeconds();
            return Of(ProcStatus.Cores(), others);
        }

        public static Counters FromNow()
        {
            var cores = ProcStatus.Cores();
            return Of(cores, ProcStatus.OthersSeconds());
        }

        private static Counters Of((double Busy, double Idle, double Steal)? cores, double? others) =>
            new(cores?.Busy, cores?.Idle, cores?.Steal, others, ProcStatus.PressureSeconds(), ProcStatus.ThrottledSeconds());
    }
}
