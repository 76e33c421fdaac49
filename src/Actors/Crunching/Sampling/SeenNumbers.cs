using System.Numerics;

namespace Mul.Actors.Crunching.Sampling;

/// <summary>Tells new numbers from repeated ones: a table with open addressing, at most a quarter full.</summary>
internal unsafe struct SeenNumbers
{
    private readonly uint* _slots;
    private readonly int _shift;
    private readonly uint _last;

    /// <param name="slots">Room for <see cref="BytesFor"/> bytes.</param>
    public SeenNumbers(uint* slots, int capacity)
    {
        _slots = slots;
        _last = SlotsFor(capacity) - 1;
        _shift = BitOperations.LeadingZeroCount(_last);
        Clear();
    }

    public static nint BytesFor(int capacity) => (nint)SlotsFor(capacity) * sizeof(uint);

    public readonly void Clear() => new Span<uint>(_slots, (int)_last + 1).Clear();

    /// <returns>Whether the number is new.</returns>
    /// <param name="number">Less than 2³² − 1.</param>
    public readonly bool Add(uint number)
    {
        // Zero is an empty slot.
        var entry = number + 1;
        for (var slot = (entry * 0x9E3779B1) >> _shift; ; slot = (slot + 1) & _last)
        {
            if (_slots[slot] == 0)
            {
                _slots[slot] = entry;
                return true;
            }

            if (_slots[slot] == entry)
            {
                return false;
            }
        }
    }

    private static uint SlotsFor(int capacity) => BitOperations.RoundUpToPowerOf2((uint)Math.Max(capacity, 4) * 4);
}
