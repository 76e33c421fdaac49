using System.Runtime.InteropServices;

namespace Mul.Host.Traces;

/// <summary>Instants or durations of many jobs, in ticks.</summary>
/// <param name="most">How many it can take.</param>
internal sealed class TickList(int most, TickMemory memory) : IDisposable
{
    private long[] _ticks = memory.Take(most);
    private int _count;

    public ReadOnlySpan<long> Values => _ticks.AsSpan(0, _count);

    /// <summary>Changes one that is there.</summary>
    public void Set(int place, long ticks) => _ticks.AsSpan(0, _count)[place] = ticks;

    /// <summary>Leaves only the first ones.</summary>
    public void Keep(int count) => _count = Math.Min(count, _count);

    public void Add(long ticks) => _ticks[_count++] = ticks;

    /// <summary>Puts them in ascending order.</summary>
    public void Sort() => RadixSort.Sort(_ticks.AsSpan(0, _count), memory);

    /// <summary>Puts them in ascending order, and in the same way what belongs to each.</summary>
    public void SortWith(Span<int> items) => _ticks.AsSpan(0, _count).Sort(items);

    /// <summary>Puts them in ascending order and turns them into seconds, where they are: once, as they are ticks no more.</summary>
    public ReadOnlySpan<double> ToSortedSeconds()
    {
        Sort();
        var ticks = _ticks.AsSpan(0, _count);
        var seconds = MemoryMarshal.Cast<long, double>(ticks);
        for (var i = 0; i < seconds.Length; i++)
        {
            seconds[i] = Trace.Seconds(ticks[i]);
        }

        return seconds;
    }

    public void Dispose()
    {
        memory.GiveBack(_ticks);
        (_ticks, _count) = ([], 0);
    }
}
