using System.Diagnostics;

namespace Mul.Host.Tests.Nodes.Chaos;

/// <summary>What becomes of the messages between one node and its coordinator, both ways; in the end of its time they are left in peace.</summary>
internal sealed class Mischief(int seed)
{
    private readonly Lock _lock = new();
    private readonly Random _random = new(seed);
    private Fate _fate;
    private double _share;
    private long _until;

    public int Dropped { get; private set; }

    public int Doubled { get; private set; }

    public int Overtaken { get; private set; }

    /// <summary>Begins some.</summary>
    /// <param name="share">Of the messages that meet that fate.</param>
    public void Begin(Fate fate, double share, TimeSpan lasting)
    {
        lock (_lock)
        {
            (_fate, _share) = (fate, share);
            _until = Stopwatch.GetTimestamp() + (long)(lasting.TotalSeconds * Stopwatch.Frequency);
        }
    }

    /// <summary>The next message's.</summary>
    public Fate Next()
    {
        lock (_lock)
        {
            if (Stopwatch.GetTimestamp() >= _until || _random.NextDouble() >= _share)
            {
                return Fate.Arrives;
            }

            Dropped += _fate == Fate.IsLost ? 1 : 0;
            Doubled += _fate == Fate.ArrivesTwice ? 1 : 0;
            Overtaken += _fate == Fate.IsOvertaken ? 1 : 0;
            return _fate;
        }
    }
}

internal enum Fate
{
    Arrives,
    IsLost,
    ArrivesTwice,

    /// <summary>It arrives after the next one.</summary>
    IsOvertaken,
}
