using System.Diagnostics;
using Mul.Host.Traces;

namespace Mul.Host.Measurement;

/// <summary>What else the machine was doing around a run.</summary>
internal sealed class MachineNoise
{
    // About 50 ms on the machines of 2026; the same amount of work everywhere, so that samples can be compared with each other.
    private const int Spins = 40_000_000;

    private readonly double _calibrationSeconds;
    private readonly int? _runnable;
    private readonly (double Busy, double Steal)? _cores;
    private readonly double? _pressure;
    private readonly double? _throttled;

    private MachineNoise()
    {
        // Read first: afterwards this thread's own spinning would be among the runnable.
        _runnable = ProcStatus.RunnableTasks() - 1;
        _calibrationSeconds = Calibrate();
        _cores = ProcStatus.Cores();
        _pressure = ProcStatus.PressureSeconds();
        _throttled = ProcStatus.ThrottledSeconds();
    }

    /// <summary>Calibrates by spinning, and starts to watch.</summary>
    public static MachineNoise Watch() => new();

    /// <summary>The record with what the machine did since, and with its core-seconds.</summary>
    public RunRecord AddTo(RunRecord record)
    {
        var cores = ProcStatus.Cores();
        var busy = cores?.Busy - _cores?.Busy;
        var cpu = record.Cpu ?? throw new ArgumentException("what the process used comes first", nameof(record));
        var total = record.MakespanSeconds * record.Environment.Cores;
        var mine = cpu.UserSeconds + cpu.SystemSeconds;
        var others = busy is { } all ? Math.Max(0, all - mine) : (double?)null;
        var idle = others is { } used ? Math.Max(0, total - mine - used) : (double?)null;
        return record with
        {
            Noise = new Noise(
                _calibrationSeconds,
                cores?.Steal - _cores?.Steal,
                ProcStatus.PressureSeconds() - _pressure,
                ProcStatus.ThrottledSeconds() - _throttled,
                _runnable),
            CoreSeconds = new CoreSeconds(
                total,
                cpu.UserSeconds,
                cpu.SystemSeconds,
                others,
                idle,
                idle is { } left ? record.CoreSeconds?.IdleWhile?.Over(left) : null,
                total - mine - others - idle),
        };
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
}
