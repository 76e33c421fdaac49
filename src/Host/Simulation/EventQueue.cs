using System.Runtime.CompilerServices;

namespace Mul.Host.Simulation;

/// <summary>What will happen, earliest first; what was foreseen first, among things of one instant.</summary>
/// <remarks>
/// A heap with four children per node: half the levels of a binary one, and the children of a node share a cache line
/// (Johnson, Information Processing Letters 1975).
/// </remarks>
/// <typeparam name="TTime">Ticks, or another measure that grows.</typeparam>
internal sealed class EventQueue<TTime>
    where TTime : struct, IComparable<TTime>
{
    private Entry[] _entries = new Entry[64];
    private int _count;
    private uint _foreseen;

    public bool IsEmpty => _count == 0;

    /// <summary>When the next thing happens. Only for a queue that is not empty.</summary>
    public TTime NextTime => _entries[0].Time;

    public int NextTarget => (int)(uint)_entries[0].Key;

    public void Add(TTime time, int target)
    {
        if (_count == _entries.Length)
        {
            Array.Resize(ref _entries, 2 * _count);
        }

        // Four billion events of one queue are hours; by then the order of two of one instant is all that may differ.
        var entry = new Entry(time, ((ulong)_foreseen++ << 32) | (uint)target);
        var entries = _entries;
        var place = _count++;
        while (place > 0)
        {
            var parent = (place - 1) >> 2;
            if (!entry.Precedes(entries[parent]))
            {
                break;
            }

            entries[place] = entries[parent];
            place = parent;
        }

        entries[place] = entry;
    }

    /// <summary>Removes the next thing and returns its target.</summary>
    public int Take()
    {
        var entries = _entries;
        var target = NextTarget;
        var last = entries[--_count];
        var place = 0;
        while (true)
        {
            var child = 4 * place + 1;
            if (child >= _count)
            {
                break;
            }

            var end = Math.Min(child + 4, _count);
            var least = child;
            while (++child < end)
            {
                if (entries[child].Precedes(entries[least]))
                {
                    least = child;
                }
            }

            if (!entries[least].Precedes(last))
            {
                break;
            }

            entries[place] = entries[least];
            place = least;
        }

        entries[place] = last;
        return target;
    }

    // The key holds the order in which things were foreseen above, the target below.
    private readonly struct Entry(TTime time, ulong key)
    {
        public readonly TTime Time = time;
        public readonly ulong Key = key;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool Precedes(in Entry other)
        {
            var order = Time.CompareTo(other.Time);
            return order < 0 || (order == 0 && Key < other.Key);
        }
    }
}
